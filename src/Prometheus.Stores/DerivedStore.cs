using Prometheus.Core.Markets;
using Prometheus.States.Prices;

namespace Prometheus.Stores;

/// <summary>Derived series ⇄ <c>returns_daily</c> and <c>volatility_daily</c>. A row exists where its shortest column is defined.</summary>
public static class DerivedStore
{
    private static readonly TableShape Returns = new(
        "returns_daily",
        keyColumns: 2,
        Column.Text("instrument_id"),
        Column.Date("trade_date"),
        Column.Real("ret_1d"),
        Column.Real("ret_5d"),
        Column.Real("ret_21d"));

    private static readonly TableShape Volatilities = new(
        "volatility_daily",
        keyColumns: 2,
        Column.Text("instrument_id"),
        Column.Date("trade_date"),
        Column.Real("vol_21d"),
        Column.Real("vol_63d"));

    /// <summary>Makes the rows <paramref name="first"/> … <paramref name="last"/> of a market hold exactly these values. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, Market market, DerivedSeries series, int first, int last)
    {
        var range = KeyRange.Where(
            "trade_date BETWEEN @from AND @to AND instrument_id IN (SELECT instrument_id FROM price_series WHERE market_id = @market)",
            new { from = market.Sessions[first], to = market.Sessions[last], market = market.Definition.MarketId });
        return unit.Replace(Returns, range, rows =>
        {
            for (var i = 0; i < market.Instruments.Count; i++)
            {
                for (var t = first; t <= last; t++)
                {
                    if (double.IsNaN(series.Return1[t, i]))
                        continue;
                    rows.Text(market.Instruments[i]).Date(market.Sessions[t])
                        .Real(series.Return1[t, i]).Real(series.Return5[t, i]).Real(series.Return21[t, i]).EndRow();
                }
            }
        }) + unit.Replace(Volatilities, range, rows =>
        {
            for (var i = 0; i < market.Instruments.Count; i++)
            {
                for (var t = first; t <= last; t++)
                {
                    if (double.IsNaN(series.Volatility21[t, i]))
                        continue;
                    rows.Text(market.Instruments[i]).Date(market.Sessions[t]).Real(series.Volatility21[t, i]).Real(series.Volatility63[t, i]).EndRow();
                }
            }
        });
    }
}
