using Prometheus.Opinions.Lambda;
using Prometheus.Sources.Tables;

namespace Prometheus.Workflows.Lambda;

/// <summary>A λ panel as a file holds it: rows that are understood, and every cell as it was written.</summary>
/// <param name="Header">Column names.</param>
/// <param name="Rows">One a line, in the order of the file.</param>
/// <param name="Cells">The texts of each line.</param>
public sealed record LambdaTable(IReadOnlyList<string> Header, IReadOnlyList<LambdaRow> Rows, IReadOnlyList<string[]> Cells)
{
    public const string RegimeRisk = "regime_risk_score";

    public const string StabilityRisk = "stab_risk_score";

    public const string StabilityWorsen = "stab_p_worsen_any";

    /// <summary>
    /// Reads what <c>lambda backfill</c> writes, with any further columns. A table of λ alone will do: counts, dispersion, volatility and risks
    /// are missing features then.
    /// </summary>
    /// <exception cref="UserError">An unreadable file or value, a missing column or λ, or a cluster twice on one date.</exception>
    /// <exception cref="NothingMatchedError">A header without rows.</exception>
    public static LambdaTable Read(string path)
    {
        AccessLog.Current?.NoteFileRead(path);
        using var table = TableReader.Open(path);
        var (date, market, sector, present, lambda) =
            (table.Require("as_of_date"), table.Require("market_id"), table.Require("sector"), table.Require("soft_target_class"), table.Require("lambda_value"));
        var (names, dispersion, volatility) = (table.Find("num_instruments"), table.Find("dispersion"), table.Find("avg_vol_window"));
        var (regime, risk, worsen) = (table.Find(RegimeRisk), table.Find(StabilityRisk), table.Find(StabilityWorsen));
        var (rows, cells) = (new List<LambdaRow>(), new List<string[]>());
        var lines = new Dictionary<(DateOnly, string, string, string), int>();
        while (table.Next())
        {
            var row = new LambdaRow(
                table.Date(date),
                table.Name(market),
                table.Name(sector),
                table.Name(present),
                table.Number(names),
                table.Number(dispersion),
                table.Number(volatility),
                table.Number(lambda))
            {
                RegimeRisk = table.Number(regime),
                StabilityRisk = table.Number(risk),
                StabilityWorsen = table.Number(worsen),
            };
            if (double.IsNaN(row.Lambda))
                throw table.Error("lambda_value as a number, found nothing");
            if (!lines.TryAdd((row.AsOf, row.MarketId, row.Sector, row.SoftTargetClass), table.Line))
            {
                throw table.Error(FormattableString.Invariant(
                    $"one row a date and cluster, found {row.MarketId}|{row.Sector}|{row.SoftTargetClass} on {row.AsOf:yyyy-MM-dd} also in line {lines[(row.AsOf, row.MarketId, row.Sector, row.SoftTargetClass)]}"));
            }

            rows.Add(row);
            cells.Add(Enumerable.Range(0, table.Header.Count).Select(table.Text).ToArray());
        }

        if (rows.Count == 0)
            throw new NothingMatchedError($"{table.File} holds a header and no rows");
        return new LambdaTable(table.Header, rows, cells);
    }
}
