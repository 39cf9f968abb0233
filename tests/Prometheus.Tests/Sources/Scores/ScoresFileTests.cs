using Prometheus.Core.Errors;
using Prometheus.Sources.Scores;
using Xunit;

namespace Prometheus.Tests.Sources.Scores;

public sealed class ScoresFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-scores-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Good_rows_are_read_and_bad_ones_set_aside_with_line_and_reason()
    {
        var file = Read(
            "instrument,date,score,known_on\n"
            + "AAA.US,2020-01-02,0.5,2020-01-03\n"
            + "aaa,20200103,-1.25,2020-01-03\n"
            + "ZZZ.US,2020-01-02,1,2020-01-02\n"
            + "AAA.US,2020-13-02,1,2020-01-02\n"
            + "AAA.US,2020-01-06,1,\n"
            + "AAA.US,2020-01-06,much,2020-01-06\n"
            + "AAA.US,2020-01-06,,2020-01-06\n"
            + "AAA.US,2020-01-02,9,2020-01-03\n"
            + "AAA.US,2020-01-07\n");
        Assert.Equal(9, file.RowsRead);
        Assert.Equal(
            [new ScoreRecord("AAA.US", new DateOnly(2020, 1, 2), new DateOnly(2020, 1, 3), 0.5), new ScoreRecord("AAA.US", new DateOnly(2020, 1, 3), new DateOnly(2020, 1, 3), -1.25)],
            file.Records);
        Assert.Equal(
            [
                (4, "score_unknown_instrument"), (5, "score_bad_date"), (6, "score_bad_known_on"), (7, "score_bad_number"), (8, "score_bad_number"),
                (9, "score_repeated_key"), (10, "score_ragged_row"),
            ],
            file.Refused.Select(e => (e.Line, e.Rule)));
        Assert.All(file.Refused, e => Assert.StartsWith(ScoreRules.Prefix, e.Rule, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("instrument,date,score\nAAA.US,2020-01-02,1\n")]
    [InlineData("date,score,known_on\n2020-01-02,1,2020-01-02\n")]
    public void A_file_that_does_not_say_when_or_whom_is_refused(string text)
        => Assert.Contains("known_on", Assert.Throws<UserError>(() => Read(text)).Message, StringComparison.Ordinal);

    private ScoresFile Read(string text)
    {
        var path = Path.Combine(_folder, "scores.csv");
        File.WriteAllText(path, text);
        return ScoresFile.Read(path, ["AAA.US", "BBB.US"], ".US");
    }
}
