using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Prices;

namespace Prometheus.Scenarios;

/// <summary>
/// The names of a set with each of its paths appended to their own history up to a session: what their windows would look like if the path
/// happened next. A name that is absent from the path, or was without a close lately, is NaN on every row.
/// </summary>
public sealed class AppendedPaths
{
    /// <summary>A return of −1 leaves nothing; its logarithm is taken of this.</summary>
    private const double LargestLoss = -0.999999;

    private readonly ScenarioSet _set;
    private readonly TotalReturns _returns;
    private readonly double[] _market;
    private readonly double[] _dayMarket;
    private readonly double[] _dayLog;
    private readonly double[] _levels;

    /// <param name="market">Nothing after <paramref name="session"/> is read.</param>
    /// <param name="set">Of the same market.</param>
    /// <param name="session">The last session of the history.</param>
    /// <param name="staleSessions">A name without a close for more sessions than this is left out.</param>
    public AppendedPaths(Market market, ScenarioSet set, int session, int staleSessions)
    {
        (_set, Session, _returns) = (set, session, market.TotalReturns);
        Columns = new int[set.Instruments.Count];
        for (var k = 0; k < Columns.Length; k++)
            Columns[k] = market.Instruments.IndexOf(set.Instruments[k]);
        IsAveraged = Array.ConvertAll(Columns, c => c >= 0 && !market.Funds.Contains(c));
        _market = PriceFeatures.EqualWeightReturns(_returns.Simple, market.Funds);
        (_dayLog, _dayMarket) = Days(set, IsAveraged);
        _levels = Array.ConvertAll(Columns, c => c < 0 ? double.NaN : LastLevel(_returns.LogIndex, c, session, staleSessions));
    }

    /// <summary>The last session of the history.</summary>
    public int Session { get; }

    public ScenarioSet Set => _set;

    /// <summary>The market's column of each name of the set; −1 for one the market does not have.</summary>
    public int[] Columns { get; }

    /// <summary>Names that count in averages: those the market has and that are no funds.</summary>
    public bool[] IsAveraged { get; }

    /// <summary>The last <paramref name="rows"/> sessions when the path is over: history first, then the path.</summary>
    public ReturnWindow Window(int path, int rows)
    {
        var names = Columns.Length;
        var steps = Math.Min(rows, _set.Horizon);
        var present = Present(path);
        var (simple, log, index) = (new double[rows * names], new double[rows * names], new double[rows * names]);
        var market = new double[rows];
        foreach (var values in (double[][])[simple, log, index])
            Array.Fill(values, double.NaN);
        Array.Fill(market, double.NaN);
        for (var row = Math.Max(0, rows - steps - 1 - Session); row < rows - steps; row++)
        {
            var t = Session - (rows - steps - 1 - row);
            market[row] = _market[t];
            CopyHistory(t, present, simple.AsSpan(row * names, names), log.AsSpan(row * names, names), index.AsSpan(row * names, names));
        }

        AppendSteps(path, steps, present, simple, log, index, market);
        return new ReturnWindow(Panel.Adopt(simple, rows, names), Panel.Adopt(log, rows, names), Panel.Adopt(index, rows, names), market);
    }

    /// <summary>Simple return of each name over the whole path; NaN where absent.</summary>
    public double[] Returns(int path)
    {
        var returns = new double[Columns.Length];
        for (var k = 0; k < returns.Length; k++)
            returns[k] = double.IsNaN(_levels[k]) ? double.NaN : _set.Totals.Of(k)[path];
        return returns;
    }

    private bool[] Present(int path)
    {
        var present = new bool[Columns.Length];
        for (var k = 0; k < present.Length; k++)
            present[k] = !double.IsNaN(_levels[k]) && !double.IsNaN(_set.Totals.Of(k)[path]);
        return present;
    }

    private void CopyHistory(int t, bool[] present, Span<double> simple, Span<double> log, Span<double> index)
    {
        var s = _returns.Simple.Row(t);
        var l = _returns.Log.Row(t);
        var x = _returns.LogIndex.Row(t);
        for (var k = 0; k < present.Length; k++)
        {
            if (present[k])
                (simple[k], log[k], index[k]) = (s[Columns[k]], l[Columns[k]], x[Columns[k]]);
        }
    }

    private void AppendSteps(int path, int steps, bool[] present, double[] simple, double[] log, double[] index, double[] market)
    {
        var names = Columns.Length;
        var level = _levels.ToArray();
        var days = _set.DaysOf(path);
        var first = market.Length - steps;
        for (var h = 0; h < steps; h++)
        {
            var day = days[days.Length - steps + h];
            var returns = _set.Panel.Row(day);
            var logs = _dayLog.AsSpan(day * names, names);
            var at = (first + h) * names;
            market[first + h] = _dayMarket[day];
            for (var k = 0; k < names; k++)
            {
                if (!present[k])
                    continue;
                level[k] += logs[k];
                (simple[at + k], log[at + k], index[at + k]) = (returns[k], logs[k], level[k]);
            }
        }
    }

    /// <summary>Log returns of every day and name, and the mean return of every day.</summary>
    private static (double[] Log, double[] Market) Days(ScenarioSet set, bool[] averaged)
    {
        var names = set.Instruments.Count;
        var (log, market) = (new double[set.KnownDays * names], new double[set.KnownDays]);
        var observed = new double[names];
        for (var day = 0; day < set.KnownDays; day++)
        {
            var row = set.Panel.Row(day);
            var count = 0;
            for (var k = 0; k < names; k++)
            {
                log[(day * names) + k] = Math.Max(row[k], LargestLoss);
                observed[count] = row[k];
                count += averaged[k] && !double.IsNaN(row[k]) ? 1 : 0;
            }

            market[day] = LaneStatistics.Mean(observed.AsSpan(0, count));
        }

        ScalarMath.LogOnePlus(log, log);
        return (log, market);
    }

    private static double LastLevel(Panel logIndex, int column, int session, int staleSessions)
    {
        for (var t = session; t >= Math.Max(0, session - staleSessions); t--)
        {
            if (!double.IsNaN(logIndex[t, column]))
                return logIndex[t, column];
        }

        return double.NaN;
    }
}

/// <summary>Total returns of some names over some sessions, real or simulated: what <see cref="Core.Markets.TotalReturns"/> is to a market.</summary>
/// <param name="Simple">[sessions × names] simple return; NaN where not observed.</param>
/// <param name="Log">[sessions × names] log return.</param>
/// <param name="LogIndex">[sessions × names] log total-return index from any origin; NaN where there is no close.</param>
/// <param name="Market">The market's simple return, one a session.</param>
public sealed record ReturnWindow(Panel Simple, Panel Log, Panel LogIndex, double[] Market);
