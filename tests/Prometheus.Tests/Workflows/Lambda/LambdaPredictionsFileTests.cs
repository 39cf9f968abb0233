using Prometheus.Core.Errors;
using Prometheus.States.Stability;
using Prometheus.Workflows.Lambda;
using Xunit;

namespace Prometheus.Tests.Workflows.Lambda;

public sealed class LambdaPredictionsFileTests : IDisposable
{
    private const string Header = "as_of_date,market_id,sector,soft_target_class,lambda_hat,experiment_id,available_at,train_start,train_end\n";
    private const string First = "2023-01-03,US_EQ,Energy,STABLE,0.5,E1,2023-01-03,2020-01-01,2022-12-31\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-predictions-").FullName;

    [Fact]
    public void Rows_of_one_experiment_and_market_are_read()
    {
        var path = Write(Header + First
            + "2023-01-03,US_EQ,Energy,STABLE,0.9,E2,,,\n"
            + "2023-01-03,EU_EQ,Energy,STABLE,0.7,E1,,,\n"
            + "2023-01-04,US_EQ,\"Energy, Oil\",UNKNOWN,0.6,E1,,,\n"
            + "2023-01-05,US_EQ,Energy,STABLE,,E1,,,\n");
        var predictions = LambdaPredictionsFile.Read(path, "E1", marketId: "US_EQ");
        Assert.Equal(("US_EQ", "E1", "lambda_hat", 2), (predictions.MarketId, predictions.ExperimentId, predictions.ScoreColumn, predictions.Count));
        Assert.Equal(0.5, predictions.At(new DateOnly(2023, 1, 3), "Energy", SoftTargetClass.Stable));
        Assert.Equal(0.6, predictions.At(new DateOnly(2023, 1, 4), "Energy, Oil", null));
        Assert.True(double.IsNaN(predictions.At(new DateOnly(2023, 1, 5), "Energy", SoftTargetClass.Stable)));
    }

    [Fact]
    public void A_file_of_one_experiment_need_not_name_it()
    {
        Assert.Equal("E1", LambdaPredictionsFile.Read(Write(Header + First)).ExperimentId);
        var bare = LambdaPredictionsFile.Read(Write("as_of_date,market_id,sector,soft_target_class,score\n2023-01-03,US_EQ,Energy,STABLE,2\n"), scoreColumn: "score");
        Assert.Equal((null, 2.0), (bare.ExperimentId, bare.At(new DateOnly(2023, 1, 3), "Energy", SoftTargetClass.Stable)));
    }

    [Theory]
    [InlineData(Header + First + "2023-01-03,US_EQ,Energy,WATCH,0.5,E2,,,\n", "line 3: expected rows of one experiment (E1), found E2")]
    [InlineData(Header + First + "2023-01-03,EU_EQ,Energy,WATCH,0.5,E1,,,\n", "line 3: expected rows of one market (US_EQ), found EU_EQ")]
    [InlineData(Header + First + First, "line 3: expected one row a session and cluster, found US_EQ|Energy|STABLE on 2023-01-03 also in line 2")]
    [InlineData(Header + "03/01/2023,US_EQ,Energy,STABLE,0.5,E1,,,\n", "line 2: expected as_of_date as a date yyyy-MM-dd, found '03/01/2023'")]
    [InlineData(Header + "2023-01-03,US_EQ,Energy,STABLE,high,E1,,,\n", "line 2: expected lambda_hat as a number, found 'high'")]
    [InlineData(Header + "2023-01-03,US_EQ,Energy,STABLE\n", "line 2: expected 9 fields as in the header, found 4")]
    [InlineData("as_of_date,market_id,sector,lambda_hat\n", "line 1: expected a column soft_target_class")]
    [InlineData("", "is empty")]
    public void A_mistake_is_said_with_file_and_line(string content, string sentence)
    {
        var message = Assert.Throws<UserError>(() => LambdaPredictionsFile.Read(Write(content))).Message;
        Assert.StartsWith("p.csv", message, StringComparison.Ordinal);
        Assert.Contains(sentence, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_true_is_no_prediction()
        => Assert.Throws<UserError>(() => LambdaPredictionsFile.Read(Write(Header + First), scoreColumn: "lambda_next"));

    [Fact]
    public void An_experiment_without_rows_matches_nothing()
        => Assert.Contains("experiment E9", Assert.Throws<NothingMatchedError>(() => LambdaPredictionsFile.Read(Write(Header + First), "E9")).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string content)
    {
        var path = Path.Combine(_folder, "p.csv");
        File.WriteAllText(path, content);
        return path;
    }
}
