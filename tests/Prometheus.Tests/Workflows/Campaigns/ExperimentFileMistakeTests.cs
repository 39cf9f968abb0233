using Prometheus.Core.Errors;
using Prometheus.Workflows.Campaigns;
using Xunit;

namespace Prometheus.Tests.Workflows.Campaigns;

/// <summary>Every mistake in an experiment file is one sentence with file and line, and blames no flag.</summary>
public sealed class ExperimentFileMistakeTests
{
    private const string Head = "market_id: US_EQ\nstart: 2014-01-02\nend: 2014-06-30\n";
    private const string Tail = "sleeves:\n  - a:b:US_EQ:u:p:x:5\n  - sleeve: c:b:US_EQ:u:p:x:21\n";

    [Theory]
    [InlineData("sleves: []", "line 4: unknown key 'sleves', expected one of market_id, ")]
    [InlineData("options:\n  portfolio:\n    nam_cap: 0.1", "line 6: there is no option 'portfolio.nam_cap', the nearest are portfolio.name_cap, ")]
    [InlineData("options:\n  portfolio.name_cap: lots", "line 5: option 'portfolio.name_cap' expects a number from 0 to 1 (fraction of equity), found 'lots'")]
    [InlineData("options:\n  portfolio.name_cap: [0.1, 0.2]", "line 5: expected a single value, found ")]
    [InlineData("options:\n  universe.excluded_instruments: [[A.US]]", "line 5: expected a single value, found ")]
    [InlineData("options:\n  universe.excluded_instruments: [A.US, {b: c}]", "line 5: expected a single value, found ")]
    [InlineData("options:\n  portfolio:\n    name_cap: 0.1\n  portfolio.name_cap: 0.2", "line 7: option 'portfolio.name_cap' is said twice, before by file.yaml, line 6")]
    [InlineData("options:\n  portfolio: {name_cap: 0.1, name_cap: 0.2}", "line 5: this is not YAML: Duplicate key")]
    [InlineData("options:\n  portfolio.scheme: best", "line 5: option 'portfolio.scheme' expects one of EDGE_OVER_VARIANCE, ")]
    [InlineData("options:\n  risk: perhaps", "line 5: option 'risk' expects 'off' or its members, found 'perhaps'")]
    [InlineData("options:\n  risk:", "line 5: option 'risk' expects 'off' or its members, found ''")]
    [InlineData("options:\n  portfolio:", "line 5: there is no option 'portfolio'")]
    [InlineData("options:\n  assessment.horizon_sessions: 63", "line 5: option 'assessment.horizon_sessions' cannot be said: it is the horizon of the sleeve")]
    [InlineData("options:\n  rebalance: every:3\n  rebalance_phase: 3", "line 6: option 'sleeves[0].options.rebalance_phase' must be below 3 where rebalance is 'every:3', found 3")]
    [InlineData("options: [1, 2]", "line 4: 'options' must be a mapping")]
    [InlineData("options: everything", "line 4: 'options' must be a mapping")]
    [InlineData("initial_cash: lots", "line 4: 'initial_cash' expects a number from 1 to 1000000000000000 (currency), found 'lots'")]
    [InlineData("initial_cash: -1", "line 4: 'initial_cash' expects a number from 1 to 1000000000000000 (currency), found '-1'")]
    [InlineData("initial_cash: .nan", "line 4: 'initial_cash' expects a number from 1 to 1000000000000000 (currency), found '.nan'")]
    [InlineData("initial_cash: [1]", "line 4: 'initial_cash' must be a single value")]
    [InlineData("risk_free_per_year: 2", "line 4: 'risk_free_per_year' expects a number from -1 to 1 (fraction a year), found '2'")]
    [InlineData("sessions_per_year: 0", "line 4: 'sessions_per_year' expects a number from 1 to 366 (sessions), found '0'")]
    [InlineData("lambda_predictions_csv: nowhere.csv", "line 4: ")]
    [InlineData("options:\n  lambda.weight: 10", "line 1: sleeve 'a' names λ options, so the key 'lambda_predictions_csv' must name the file")]
    [InlineData("benchmark: [", "line ")]
    [InlineData("benchmark: \"x", "line ")]
    [InlineData("market_id: US_EQ", "line 4: this is not YAML: Duplicate key")]
    public void Is_said_with_its_line(string mistake, string says) => Assert.StartsWith($"file.yaml, {says}", Message($"{Head}{mistake}\n{Tail}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "line 1: expected one YAML mapping with the keys market_id, ")]
    [InlineData("# nothing", "line 1: expected one YAML mapping with the keys market_id, ")]
    [InlineData("- a\n- b", "line 1: expected one YAML mapping with the keys market_id, ")]
    [InlineData(Head + Tail + "---\na: b\n", "line 8: expected one document, found 2")]
    [InlineData("start: 2014-01-02\nend: 2014-06-30\n" + Tail, "line 1: the key 'market_id' is missing")]
    [InlineData("market_id: US_EQ\nend: 2014-06-30\n" + Tail, "line 1: the key 'start' is missing")]
    [InlineData("market_id: XX_EQ\nstart: 2014-01-02\nend: 2014-06-30\n" + Tail, "line 1: unknown market 'XX_EQ', expected one of ")]
    [InlineData("market_id: US_EQ\nstart: 2014-13-02\nend: 2014-06-30\n" + Tail, "line 2: 'start' expects a date yyyy-MM-dd, found '2014-13-02'")]
    [InlineData("market_id: US_EQ\nstart: 2014-07-02\nend: 2014-06-30\n" + Tail, "line 3: option 'end' lies before start 2014-07-02, found 2014-06-30")]
    [InlineData(Head, "line 1: 'sleeves' must list at least one sleeve")]
    [InlineData(Head + "sleeves: []", "line 4: 'sleeves' must list at least one sleeve")]
    [InlineData(Head + "sleeves: a:b:US_EQ:u:p:x:5", "line 4: 'sleeves' must list at least one sleeve")]
    [InlineData(Head + "sleeves:\n  - a:b", "line 5: sleeve 'a:b' needs 7 fields")]
    [InlineData(Head + "sleeves:\n  - a:b:US_EQ:u:p:x:0", "line 5: sleeve 'a:b:US_EQ:u:p:x:0' needs as horizon a whole number from 1 to 2520 (sessions), found '0'")]
    [InlineData(Head + "sleeves:\n  - [a]", "line 5: a sleeve is its seven fields joined with ':'")]
    [InlineData(Head + "sleeves:\n  - options: {}", "line 5: the key 'sleeve' is missing")]
    [InlineData(Head + "sleeves:\n  - sleeve: a:b:US_EQ:u:p:x:5\n    option: {}", "line 6: unknown key 'option', expected one of sleeve, options")]
    [InlineData(Head + "sleeves:\n  - a:b:US_EQ:u:p:x:5\n  - a:b:US_EQ:u:p:x:5", "line 6: option 'sleeves[1]' must have an id of its own, found 'a' again")]
    [InlineData(Head + "sleeves:\n  - a:b:EU_EQ:u:p:x:5", "line 5: option 'sleeves[0]' must be of the campaign's market US_EQ, found EU_EQ of sleeve 'a'")]
    [InlineData(Head + "sleeves:\n  - a:b:US_EQ:u:p:x:5\n  - sleeve: c:b:US_EQ:u:p:x:5\n    options:\n      stability.window_sessions: 40", "line 6: option 'sleeves[1].options.stability.minimum_observations' must be at most window_sessions 40, found 55")]
    [InlineData(Head + "sleeves:\n  - sleeve: c:b:US_EQ:u:p:x:5\n    options:\n      stability.window_sessions: 40\n      stability.minimum_observations: 45", "line 8: option 'sleeves[0].options.stability.minimum_observations' must be at most window_sessions 40, found 45")]
    public void The_whole_file_as_well(string yaml, string says) => Assert.StartsWith($"file.yaml, {says}", Message(yaml), StringComparison.Ordinal);

    private static string Message(string yaml)
    {
        var message = Assert.Throws<UserError>(() => ExperimentFile.Parse(yaml, "file.yaml")).Message;
        Assert.DoesNotContain("--", message, StringComparison.Ordinal);
        return message;
    }
}
