using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Sources.Prices;
using Prometheus.Stores;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Data;

/// <summary>Compares a market with prices of a second source that stay outside the store.</summary>
internal static class SecondSource
{
    /// <param name="series">The series behind the market's columns, in column order.</param>
    public static IReadOnlyList<SourceComparison> Compare(
        Market market, IReadOnlyList<PriceSeries> series, string path, string? suffix, CancellationToken cancellation)
    {
        var options = new PriceImportOptions { Suffix = suffix ?? market.Definition.DefaultSuffix, Sessions = CalendarSessions.Of(market.Definition) };
        using var reader = PriceReader.Open(path, options);
        var comparisons = new List<SourceComparison>();
        foreach (var other in reader.Read(progress: null, cancellation))
        {
            var column = market.Instruments.IndexOf(other.InstrumentId);
            if (column >= 0)
                comparisons.Add(Compare(market, column, series[column].Source, other));
        }

        return comparisons;
    }

    private static SourceComparison Compare(Market market, int column, string storedSource, ImportedSeries other)
    {
        var stored = Enumerable.Range(0, market.Sessions.Count).Select(t => market.TotalReturns.LogIndex[t, column]).ToArray();
        var second = LogIndexOf(market, other);
        var common = Enumerable.Range(0, stored.Length).Where(t => !double.IsNaN(stored[t]) && !double.IsNaN(second[t])).ToArray();
        var (worst, different, onlyStored, onlyOther) = (-1, 0, 0, 0);
        var differences = new double[Math.Max(0, common.Length - 1)];
        for (var k = 1; k < common.Length; k++)
        {
            differences[k - 1] = Math.Abs(ReturnOf(stored, common, k) - ReturnOf(second, common, k)) * 10_000;
            different += differences[k - 1] > SourceComparison.ToleranceBps ? 1 : 0;
            worst = worst < 0 || differences[k - 1] > differences[worst - 1] ? k : worst;
        }

        for (var t = common.Length > 0 ? common[0] : stored.Length; common.Length > 0 && t <= common[^1]; t++)
        {
            onlyStored += !double.IsNaN(stored[t]) && double.IsNaN(second[t]) ? 1 : 0;
            onlyOther += double.IsNaN(stored[t]) && !double.IsNaN(second[t]) ? 1 : 0;
        }

        Array.Sort(differences);
        return new SourceComparison(
            other.InstrumentId, storedSource, other.Source, common.Length, onlyStored, onlyOther,
            differences.Length == 0 ? double.NaN : differences[differences.Length / 2],
            different,
            worst < 0 ? null : market.Sessions[common[worst]],
            worst < 0 ? double.NaN : ReturnOf(stored, common, worst),
            worst < 0 ? double.NaN : ReturnOf(second, common, worst));
    }

    /// <summary>Simple return over the sessions between two common ones.</summary>
    private static double ReturnOf(double[] logIndex, int[] common, int k) => ScalarMath.Exp(logIndex[common[k]] - logIndex[common[k - 1]]) - 1;

    /// <summary>The second source's log total-return index on the market's sessions.</summary>
    private static double[] LogIndexOf(Market market, ImportedSeries other)
    {
        var close = new double[market.Sessions.Count];
        Array.Fill(close, double.NaN);
        for (var i = 0; i < other.Count; i++)
        {
            if (market.Sessions.IndexOf(other.Dates[i]) is var t and >= 0)
                close[t] = other.Close[i];
        }

        var actions = ActionAssembly.Assemble(
            ActionMerge.RecordsOf(other),
            market.Sessions,
            new InstrumentAxis([other.InstrumentId]),
            [other.Basis]);
        return TotalReturns.Compute(Panel.Adopt(close, close.Length, 1), actions).LogIndex.Values.ToArray();
    }
}

/// <summary>
/// Two sources of one instrument, compared by total return between consecutive sessions that both have, so that their price bases do not matter.
/// </summary>
/// <param name="CommonSessions">Sessions with a bar in both.</param>
/// <param name="OnlyStored">Bars within the common span that only the store has.</param>
/// <param name="OnlyOther">Bars within the common span that only the second source has.</param>
/// <param name="MedianDifferenceBps">Median absolute difference of returns, in basis points; NaN without two common sessions.</param>
/// <param name="DifferentSessions">Returns that differ by more than <see cref="ToleranceBps"/>.</param>
/// <param name="WorstDate">Where they differ most; null without two common sessions.</param>
/// <param name="WorstStored">Simple return there, as stored.</param>
/// <param name="WorstOther">Simple return there, in the second source.</param>
public sealed record SourceComparison(
    string InstrumentId,
    string StoredSource,
    string OtherSource,
    int CommonSessions,
    int OnlyStored,
    int OnlyOther,
    double MedianDifferenceBps,
    int DifferentSessions,
    DateOnly? WorstDate,
    double WorstStored,
    double WorstOther)
{
    public const double ToleranceBps = 50;
}
