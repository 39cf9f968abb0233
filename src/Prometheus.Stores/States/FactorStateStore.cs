using System.Runtime.InteropServices;
using System.Text.Json;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Factors;

namespace Prometheus.Stores.States;

/// <summary>
/// Built factors ⇄ <c>factors_daily</c>, <c>instrument_factors_daily</c>, <c>correlation_panels</c> and <c>risk_matrices</c>. What is not
/// defined has no row.
/// </summary>
public static class FactorStateStore
{
    private static readonly TableShape Factors = new(
        "factors_daily",
        keyColumns: 3,
        Column.Text("market_id"),
        Column.Text("factor_id"),
        Column.Date("trade_date"),
        Column.Real("value"),
        Column.Text("kind"),
        Column.Text("source"),
        Column.Date("known_on"));

    private static readonly TableShape Exposures = new(
        "instrument_factors_daily",
        keyColumns: 3,
        Column.Text("instrument_id"),
        Column.Date("trade_date"),
        Column.Text("factor_id"),
        Column.Real("exposure"));

    private static readonly TableShape Panels = new(
        "correlation_panels",
        keyColumns: 1,
        Column.Text("panel_id"),
        Column.Text("market_id"),
        Column.Date("start_date"),
        Column.Date("end_date"),
        Column.Json("universe_spec"),
        Column.Text("matrix_ref"));

    private static readonly TableShape Matrices = new(
        "risk_matrices",
        keyColumns: 1,
        Column.Text("matrix_id"),
        Column.Text("market_id"),
        Column.Date("end_date"),
        Column.Text("model_id"),
        Column.Text("ids"),
        Column.Integer("observations"),
        Column.Real("shrinkage"),
        Column.Blob("volatilities"),
        Column.Blob("correlations"));

    /// <summary>
    /// Makes the rows <paramref name="first"/> … <paramref name="last"/> of a market hold exactly these factors, exposures and matrices.
    /// Returns the rows written.
    /// </summary>
    /// <param name="matrices">Those that end within the rows, ascending.</param>
    public static long Save(DatabaseTransaction unit, Market market, FactorState state, int first, int last, IReadOnlyList<FactorMatrix> matrices)
    {
        var dates = new { market = market.Definition.MarketId, from = market.Sessions[first], to = market.Sessions[last], imported = "IMPORTED" };
        return unit.Replace(
                Factors,
                KeyRange.Where("market_id = @market AND kind <> @imported AND trade_date BETWEEN @from AND @to", dates),
                rows => WriteFactors(rows, market, state, first, last))
            + unit.Replace(
                Exposures,
                KeyRange.Where("trade_date BETWEEN @from AND @to AND instrument_id IN (SELECT instrument_id FROM price_series WHERE market_id = @market)", dates),
                rows => WriteExposures(rows, market, state, first, last))
            + unit.Replace(
                Panels, KeyRange.Where("market_id = @market AND end_date BETWEEN @from AND @to", dates), rows => WritePanels(rows, market, matrices))
            + unit.Replace(
                Matrices, KeyRange.Where("market_id = @market AND end_date BETWEEN @from AND @to", dates), rows => WriteMatrices(rows, market, state, matrices));
    }

    private static void WriteFactors(RowWriter rows, Market market, FactorState state, int first, int last)
    {
        for (var f = 0; f < state.Factors.Count; f++)
        {
            for (var t = first; t <= last; t++)
            {
                if (double.IsNaN(state.Returns[t, f]))
                    continue;
                rows.Text(market.Definition.MarketId).Text(state.Factors[f].Id).Date(market.Sessions[t])
                    .Real(state.Returns[t, f]).Text(StoredName.Of(state.Factors[f].Kind)).Text(state.ModelId).Date(market.Sessions[t]).EndRow();
            }
        }
    }

    private static void WriteExposures(RowWriter rows, Market market, FactorState state, int first, int last)
    {
        var statistical = state.Factors.Count - state.Options.StatisticalFactors;
        var fits = Enumerable.Range(first, last - first + 1).Select(state.FitOn).ToArray();
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            for (var t = first; t <= last; t++)
            {
                if (double.IsNaN(state.MarketExposure[t, i]))
                    continue;
                Write(t, 0, state.MarketExposure[t, i]);
                if (state.SectorFactor[t, i] is var sector && sector != CodePanel.None)
                    Write(t, sector, state.SectorExposure[t, i]);
                for (var k = 0; fits[t - first] is { } fit && k < fit.Exposures.Length; k++)
                    Write(t, statistical + k, fit.Exposures[k][i]);
            }

            void Write(int t, int factor, double exposure)
            {
                if (!double.IsNaN(exposure))
                    rows.Text(market.Instruments[i]).Date(market.Sessions[t]).Text(state.Factors[factor].Id).Real(exposure).EndRow();
            }
        }
    }

    private static void WritePanels(RowWriter rows, Market market, IReadOnlyList<FactorMatrix> matrices)
    {
        foreach (var matrix in matrices)
        {
            var end = market.Sessions[matrix.LastSession];
            rows.Text(FormattableString.Invariant($"FACTOR_{market.Definition.MarketId}_{end:yyyy-MM-dd}"))
                .Text(market.Definition.MarketId).Date(market.Sessions[matrix.FirstSession]).Date(end)
                .Json(JsonSerializer.Serialize(new { factor_ids = matrix.Ids, window_days = WindowOf(matrix) }))
                .Text(MatrixId(market, matrix)).EndRow();
        }
    }

    private static void WriteMatrices(RowWriter rows, Market market, FactorState state, IReadOnlyList<FactorMatrix> matrices)
    {
        foreach (var matrix in matrices)
        {
            rows.Text(MatrixId(market, matrix)).Text(market.Definition.MarketId).Date(market.Sessions[matrix.LastSession]).Text(state.ModelId)
                .Text(string.Join('\n', matrix.Ids)).Integer(WindowOf(matrix)).Real(matrix.Shrinkage)
                .Blob(MemoryMarshal.AsBytes(matrix.Volatilities.AsSpan())).Blob(MemoryMarshal.AsBytes(matrix.Correlations.AsSpan())).EndRow();
        }
    }

    private static string MatrixId(Market market, FactorMatrix matrix)
        => FormattableString.Invariant(
            $"FACTOR_WINDOW_{market.Definition.MarketId}_{market.Sessions[matrix.LastSession]:yyyy-MM-dd}_{WindowOf(matrix)}D");

    private static int WindowOf(FactorMatrix matrix) => matrix.LastSession - matrix.FirstSession + 1;
}
