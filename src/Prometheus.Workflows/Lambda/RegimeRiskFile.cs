using Prometheus.Opinions.Lambda;
using Prometheus.Sources.Tables;

namespace Prometheus.Workflows.Lambda;

/// <summary>Joins a regime risk series (<c>as_of_date, region, regime_risk_score</c>) to λ rows by date and by the region of their market.</summary>
internal static class RegimeRiskFile
{
    /// <exception cref="UserError">An unreadable file or value, or a region twice on one date.</exception>
    /// <exception cref="NothingMatchedError">No row of the λ panel has a partner.</exception>
    public static LambdaRow[] Join(string path, IReadOnlyList<LambdaRow> rows)
    {
        var scores = new Dictionary<(DateOnly, string), double>();
        AccessLog.Current?.NoteFileRead(path);
        using var table = TableReader.Open(path);
        var (date, region, score) = (table.Require("as_of_date"), table.Require("region"), table.Require(LambdaTable.RegimeRisk));
        while (table.Next())
        {
            if (!scores.TryAdd((table.Date(date), table.Name(region)), table.Number(score)))
                throw table.Error($"one row a date and region, found {table.Name(region)} twice on {table.Date(date):yyyy-MM-dd} (one horizon a file)");
        }

        var joined = rows.Select(r => r with { RegimeRisk = scores.GetValueOrDefault((r.AsOf, RegionOf(r.MarketId)), double.NaN) }).ToArray();
        return Array.Exists(joined, r => !double.IsNaN(r.RegimeRisk))
            ? joined
            : throw new NothingMatchedError($"{table.File} holds no {LambdaTable.RegimeRisk} for any date and region of the λ panel");
    }

    private static string RegionOf(string marketId) => marketId.Split('_')[0];
}
