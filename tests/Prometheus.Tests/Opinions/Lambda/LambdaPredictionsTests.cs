using Prometheus.Core.Errors;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;
using Xunit;

namespace Prometheus.Tests.Opinions.Lambda;

public class LambdaPredictionsTests
{
    private static readonly DateOnly Day = new(2023, 1, 3);

    [Fact]
    public void Only_the_very_session_and_cluster_are_answered()
    {
        var predictions = Of(Row(Day, "Energy", "STABLE", 0.5), Row(Day, "UNKNOWN", "UNKNOWN", 0.7));
        Assert.Equal(0.5, predictions.At(Day, "Energy", SoftTargetClass.Stable));
        Assert.Equal(0.7, predictions.At(Day, "UNKNOWN", null));
        Assert.True(double.IsNaN(predictions.At(Day.AddDays(1), "Energy", SoftTargetClass.Stable)));
        Assert.True(double.IsNaN(predictions.At(Day, "Energy", SoftTargetClass.Watch)));
        Assert.True(double.IsNaN(predictions.At(Day, "Health", SoftTargetClass.Stable)));
    }

    [Fact]
    public void A_prediction_that_was_not_there_yet_is_refused()
    {
        var predictions = Of(Row(Day, "Energy", "STABLE", 0.5) with { AvailableAt = Day.AddDays(1) });
        Assert.Contains("became available on 2023-01-04", Assert.Throws<LookAheadError>(() => predictions.At(Day, "Energy", SoftTargetClass.Stable)).Message);
    }

    [Fact]
    public void A_prediction_inside_the_training_range_is_refused()
    {
        var predictions = Of(Row(Day, "Energy", "STABLE", 0.5) with { TrainStart = Day.AddDays(-9), TrainEnd = Day });
        Assert.Contains("fitted on 2022-12-25 to 2023-01-03", Assert.Throws<LookAheadError>(() => predictions.At(Day, "Energy", SoftTargetClass.Stable)).Message);
        var fitLater = Of(Row(Day, "Energy", "STABLE", 0.5) with { TrainStart = Day.AddDays(5), TrainEnd = Day.AddDays(9) });
        Assert.Throws<LookAheadError>(() => fitLater.At(Day, "Energy", SoftTargetClass.Stable));
        Assert.Equal(0.5, Of(Row(Day, "Energy", "STABLE", 0.5) with { TrainEnd = Day.AddDays(-1) }).At(Day, "Energy", SoftTargetClass.Stable));
    }

    [Fact]
    public void The_digest_is_that_of_the_rows_whatever_their_order()
    {
        LambdaPrediction[] rows = [Row(Day, "Energy", "STABLE", 0.5), Row(Day, "Energy", "WATCH", 0.6), Row(Day.AddDays(1), "Energy", "STABLE", 0.7)];
        Assert.Equal(Of(rows).Digest, Of([.. rows.Reverse()]).Digest);
        Assert.NotEqual(Of(rows).Digest, Of([rows[0], rows[1], rows[2] with { Value = 0.8 }]).Digest);
        Assert.Equal(Of(rows[..2]).Digest, Of(rows).Until(Day).Digest);
        Assert.Matches("^[0-9a-f]{64}$", Of(rows).Digest);
    }

    [Fact]
    public void Two_answers_to_one_question_are_refused()
        => Assert.Throws<DataError>(() => Of(Row(Day, "Energy", "STABLE", 0.5), Row(Day, "Energy", "STABLE", 0.5)));

    private static LambdaPredictions Of(params LambdaPrediction[] rows) => new("US_EQ", "E1", "lambda_hat", rows);

    private static LambdaPrediction Row(DateOnly date, string sector, string present, double value) => new(date, "US_EQ", sector, present, value, date);
}
