using Prometheus.Core.Errors;
using Prometheus.Workflows.Lambda;
using Xunit;

namespace Prometheus.Tests.Workflows.Lambda;

public sealed class LambdaSettingsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-settings-").FullName;

    [Fact]
    public void The_file_of_the_seed_is_understood()
    {
        var settings = Read(
            """
            core_long_eq:
              US:
                lambda_predictions_csv: data/lambda_predictions_US_EQ.csv
                lambda_experiment_id: US_EQ_SIMPLE_V0
                lambda_score_column: lambda_hat
                lambda_score_weight: 10.0
            """);
        Assert.Equal(
            new LambdaSettings("US", Path.Combine(_folder, "data", "lambda_predictions_US_EQ.csv"), "US_EQ_SIMPLE_V0", "lambda_hat", 10), settings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet")]
    [InlineData("core_long_eq:")]
    [InlineData("core_long_eq:\n  EU:\n    lambda_predictions_csv: p.csv")]
    [InlineData("core_long_eq:\n  US:\n    lambda_predictions_csv:\n    lambda_score_weight: 10")]
    [InlineData("core_long_eq:\n  US:\n    lambda_predictions_csv: null")]
    public void Without_predictions_λ_is_off(string yaml) => Assert.Null(Read(yaml));

    [Fact]
    public void Without_a_file_λ_is_off() => Assert.Null(LambdaSettingsFile.Read(_folder, "US"));

    [Fact]
    public void What_is_not_said_has_its_default_and_an_absolute_path_stays()
        => Assert.Equal(
            new LambdaSettings("US", "/elsewhere/p.csv", null, "lambda_hat", 0), Read("core_long_eq:\n  US:\n    lambda_predictions_csv: /elsewhere/p.csv"));

    [Theory]
    [InlineData("core_long_eq: [1, 2", "this is not YAML")]
    [InlineData("- a list", "expected one YAML mapping")]
    [InlineData("core_long: {}", "line 1: unknown key 'core_long', expected core_long_eq")]
    [InlineData("core_long_eq: text", "'core_long_eq' must be a mapping")]
    [InlineData("core_long_eq:\n  US:\n    lambda_prediction_csv: p.csv", "line 3: unknown key 'lambda_prediction_csv', expected one of lambda_predictions_csv")]
    [InlineData("core_long_eq:\n  US:\n    lambda_predictions_csv: [p.csv]", "line 3: 'lambda_predictions_csv' must be a single value")]
    [InlineData("core_long_eq:\n  US:\n    lambda_predictions_csv: p.csv\n    lambda_score_weight: much", "line 4: 'lambda_score_weight' expects a number from -1000 to 1000 (points), found 'much'")]
    [InlineData("core_long_eq:\n  US:\n    lambda_predictions_csv: p.csv\n    lambda_score_weight: 1e300", "line 4: 'lambda_score_weight' expects a number from -1000 to 1000 (points), found '1e300'")]
    [InlineData("core_long_eq:\n  USA: {}", "line 2: unknown key 'USA', expected one of ASIA, EU, US")]
    [InlineData("core_long_eq:\n---\na: b", "line 3: expected one document, found 2")]
    [InlineData("core_long_eq:\n  US: {}\n  US: {}", "line 3: this is not YAML")]
    public void A_mistake_is_said_with_its_line(string yaml, string sentence)
    {
        var message = Assert.Throws<UserError>(() => Read(yaml)).Message;
        Assert.StartsWith(LambdaSettingsFile.RelativePath, message, StringComparison.Ordinal);
        Assert.Contains(sentence, message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private LambdaSettings? Read(string yaml)
    {
        var path = Path.Combine(_folder, LambdaSettingsFile.RelativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, yaml);
        return LambdaSettingsFile.Read(_folder, "US");
    }
}
