using Prometheus.Meta.Selection;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Meta;

namespace Prometheus.Cli.Commands.Meta;

/// <summary>Candidates of a choice with the scores that decided it.</summary>
internal static class SelectionTable
{
    private static readonly TableColumn[] Formats =
    [
        new(ScoreKeys.Sharpe, "F4", "F2"),
        new(ScoreKeys.Return, "F6", "P2"),
        new(ScoreKeys.Drawdown, "F6", "P2"),
        new(ScoreKeys.LambdaDays, "F0"),
        new(ScoreKeys.LambdaDifference, "F8"),
        new(ScoreKeys.LambdaForwardT, "F4", "F2"),
        new(ScoreKeys.StabDays, "F0"),
        new(ScoreKeys.StabCosineMean, "F6"),
        new(ScoreKeys.StabCosineMaximum, "F6"),
        new(ScoreKeys.StabCosineT, "F4", "F2"),
    ];

    /// <summary>What was chosen, best first.</summary>
    public static Table Chosen(SelectionRule rule, IEnumerable<(string RunId, string SleeveId, Func<string, double?> Score)> sleeves)
    {
        var scores = ScoresOf(rule);
        return new([new("run_id", TerminalWidth: 8), new("sleeve_id"), .. scores], [.. sleeves.Select(s => (object?[])[s.RunId, s.SleeveId, .. scores.Select(c => (object?)s.Score(c.Name))])]);
    }

    /// <summary>Everything that competed: by rank, then what was not eligible and why.</summary>
    public static Table Candidates(StoredSelection choice)
    {
        var scores = ScoresOf(choice.Inputs.Rule);
        return new(
            [new("rank"), new("selected"), new("run_id", TerminalWidth: 8), new("sleeve_id"), .. scores, new("reason")],
            [.. choice.Inputs.CandidateRuns.Select(c => (object?[])[c.Rank, c.Rank <= choice.Inputs.TopK, c.RunId, c.SleeveId, .. scores.Select(s => (object?)c.Scores.GetValueOrDefault(s.Name)), c.Reason])]);
    }

    /// <summary>The scores a rule looks at.</summary>
    private static TableColumn[] ScoresOf(SelectionRule rule) => [.. Formats.Where(c => ScoreKeys.Of(rule).Contains(c.Name))];
}
