using Prometheus.Core.Numerics;

namespace Prometheus.Core.Markets;

/// <summary>
/// The series that volatility, trend and drawdown are measured on, and what a session's cross-section of names says beside it.
/// Funds count in no average.
/// </summary>
public sealed class RegimeIndex
{
    /// <summary>Fewer observed names say nothing about a cross-section.</summary>
    private const int MinimumNames = 5;

    private RegimeIndex(double[] log, double[] mean, double[] square, double[] deviation, double[] count)
        => (LogReturn, MeanReturn, MeanSquare, MeanDeviation, Names) = (log, mean, square, deviation, count);

    /// <summary>Log return of the index a session; NaN where not observed.</summary>
    public double[] LogReturn { get; }

    /// <summary>Mean simple return over the observed names; NaN for fewer than five.</summary>
    public double[] MeanReturn { get; }

    /// <summary>Mean of the squared simple returns.</summary>
    public double[] MeanSquare { get; }

    /// <summary>Mean of |return − mean return|: dispersion in the form that one bad price moves least.</summary>
    public double[] MeanDeviation { get; }

    /// <summary>Names with a return.</summary>
    public double[] Names { get; }

    public int Sessions => LogReturn.Length;

    /// <param name="market">Total returns and funds are read, nothing else.</param>
    /// <param name="instrument">Index instrument; null is the equal-weight market. Sessions before its first price have no return.</param>
    public static RegimeIndex Of(Market market, string? instrument)
    {
        var column = instrument is null ? -1 : market.Instruments.IndexOf(instrument);
        var returns = market.TotalReturns;
        var sessions = returns.Simple.Sessions;
        var index = new RegimeIndex(new double[sessions], new double[sessions], new double[sessions], new double[sessions], new double[sessions]);
        var names = Enumerable.Range(0, market.Instruments.Count).Where(i => !market.Funds.Contains(i)).ToArray();
        var observed = new double[names.Length];
        for (var t = 0; t < sessions; t++)
        {
            var row = returns.Simple.Row(t);
            var count = 0;
            foreach (var i in names)
            {
                observed[count] = row[i];
                count += double.IsNaN(row[i]) ? 0 : 1;
            }

            index.FillSession(t, observed.AsSpan(0, count));
            index.LogReturn[t] = instrument is null ? ScalarMath.Log(1 + index.MeanReturn[t]) : column >= 0 ? returns.Log[t, column] : double.NaN;
        }

        return index;
    }

    private void FillSession(int session, Span<double> observed)
    {
        Names[session] = observed.Length;
        if (observed.Length < MinimumNames)
        {
            MeanReturn[session] = MeanSquare[session] = MeanDeviation[session] = double.NaN;
            return;
        }

        var mean = LaneStatistics.Mean(observed);
        MeanReturn[session] = mean;
        MeanSquare[session] = LaneSum.Dot(observed, observed) / observed.Length;
        foreach (ref var value in observed)
            value = Math.Abs(value - mean);
        MeanDeviation[session] = LaneStatistics.Mean(observed);
    }
}
