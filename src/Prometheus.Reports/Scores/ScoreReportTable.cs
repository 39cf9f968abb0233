using System.Globalization;
using Prometheus.Opinions.Evaluation;
using Prometheus.Reports.Tables;

namespace Prometheus.Reports.Scores;

/// <summary>A judged score as one table: by horizon, bucket, age, lag, sector and regime.</summary>
public static class ScoreReportTable
{
    private static readonly TableColumn[] Columns =
    [
        new("part"), new("item"), new("sessions"), new("left_out"), new("mean_ic", "F6", "F4"), new("ic_t", "F4", "F2"), new("positive_share", "F4", "P1"),
        new("return_per_year", "F6", "P2"), new("return_t", "F4", "F2"), new("turnover", "F4", "P1"),
    ];

    public static Table Of(EvaluationState evaluation)
    {
        var rows = new List<object?[]>();
        foreach (var h in evaluation.Horizons)
            rows.Add(["horizon", Number(h.Horizon), h.Sessions, h.LeftOut, h.MeanIc, h.IcT, h.PositiveShare, h.Spread, h.SpreadT, null]);
        for (var b = 0; b < evaluation.Options.Buckets; b++)
            rows.Add(["bucket", Number(b + 1), evaluation.Primary.Sessions, null, null, null, null, evaluation.Primary.BucketReturns[b], null, null]);
        foreach (var d in evaluation.Decay)
            rows.Add(["age", Number(d.Lag), d.Sessions, null, d.MeanIc, d.IcT, null, null, null, null]);
        foreach (var p in evaluation.Persistence)
            rows.Add(["persistence", Number(p.Lag), null, null, p.RankCorrelation, null, null, null, null, p.Turnover]);
        rows.AddRange(evaluation.Sectors.Select(s => Group("sector", s)));
        rows.AddRange(evaluation.Regimes.Select(r => Group("regime", r)));
        rows.Add(["coverage", "scored names", evaluation.ScoredSessions, null, null, null, evaluation.Coverage, null, null, null]);
        return new Table(Columns, rows);
    }

    private static object?[] Group(string part, GroupEvaluation group) => [part, group.Name, group.Sessions, null, group.MeanIc, group.IcT, null, null, null, null];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
