namespace Prometheus.Reports.Tearsheets;

/// <summary>Which names made and lost the money, and how the parts add up to the change of equity; amounts in the run's currency.</summary>
/// <param name="Best">Largest profits first; only profits.</param>
/// <param name="Worst">Largest losses first; only losses.</param>
/// <param name="Names">Names traded or held.</param>
/// <param name="Profitable">Names that earned more than 0.</param>
/// <param name="FromNames">Σ over all names, after costs.</param>
/// <param name="Dividends">Σ dividends.</param>
/// <param name="Other">Change of equity − the two above: cash in lieu of split fractions, and rounding.</param>
/// <param name="BestName">Largest single profit / the sum of all profits; NaN without one.</param>
public sealed record ProfitTable(
    InstrumentProfit[] Best, InstrumentProfit[] Worst, int Names, int Profitable, double FromNames, double Dividends, double Other, double BestName)
{
    private const int Rows = 10;

    /// <param name="profits">One a name, any order.</param>
    /// <param name="equityChange">Last equity − initial cash.</param>
    /// <param name="dividends">Σ dividends of the run.</param>
    public static ProfitTable Of(IReadOnlyList<InstrumentProfit> profits, double equityChange, double dividends)
    {
        var ordered = profits.OrderByDescending(p => p.Total).ThenBy(p => p.InstrumentId, StringComparer.Ordinal).ToArray();
        var gains = ordered.Where(p => p.Total > 0).ToArray();
        var sum = 0.0;
        var sumOfGains = 0.0;
        foreach (var profit in ordered)
        {
            sum += profit.Total;
            sumOfGains += Math.Max(profit.Total, 0);
        }

        return new ProfitTable(
            [.. gains.Take(Rows)],
            [.. ordered.Where(p => p.Total < 0).OrderBy(p => p.Total).ThenBy(p => p.InstrumentId, StringComparer.Ordinal).Take(Rows)],
            ordered.Length,
            gains.Length,
            sum,
            dividends,
            equityChange - sum - dividends,
            gains.Length > 0 ? gains[0].Total / sumOfGains : double.NaN);
    }
}

/// <summary>What one name earned over a run, after commissions and slippage, before dividends; in the run's currency.</summary>
/// <param name="InstrumentId">Id.</param>
/// <param name="Realized">From shares that were sold again.</param>
/// <param name="Unrealized">On shares still held at the end, against their average cost.</param>
public readonly record struct InstrumentProfit(string InstrumentId, double Realized, double Unrealized)
{
    public double Total => Realized + Unrealized;
}
