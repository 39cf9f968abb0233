using System.Numerics;
using System.Runtime.CompilerServices;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Markets;

/// <summary>
/// Total returns of every instrument between its observed closes: r = (n·C_t + cash) / C_prev − 1, where n and cash follow one old share
/// through every split and dividend since the previous observed close (split first, dividend per new share).
/// NaN rule: NaN where the close is not observed, and on the first observed close of <see cref="Simple"/> and <see cref="Log"/>.
/// </summary>
/// <param name="Simple">[sessions × instruments] simple return, a fraction.</param>
/// <param name="Log">[sessions × instruments] log return, ln(1 + r).</param>
/// <param name="LogIndex">[sessions × instruments] running sum of log returns; 0 at the first observed close.</param>
public sealed record TotalReturns(Panel Simple, Panel Log, Panel LogIndex)
{
    public static TotalReturns Compute(Panel close, CorporateActions actions)
    {
        var (sessions, columns) = (close.Sessions, close.Columns);
        var simple = new double[sessions * columns];
        var log = new double[sessions * columns];
        var index = new double[sessions * columns];
        var previous = new double[columns];
        var level = new double[columns];
        var shares = new double[columns];
        var cash = new double[columns];
        previous.AsSpan().Fill(double.NaN);
        level.AsSpan().Fill(double.NaN);
        shares.AsSpan().Fill(1);

        for (var t = 0; t < sessions; t++)
        {
            foreach (var action in actions.On(t))
            {
                shares[action.Instrument] *= action.SplitRatio;
                cash[action.Instrument] += shares[action.Instrument] * action.Dividend;
            }

            var row = t * columns;
            StepReturns(close.Row(t), previous, shares, cash, simple.AsSpan(row, columns));
            StepIndex(close.Row(t), simple.AsSpan(row, columns), log.AsSpan(row, columns), index.AsSpan(row, columns), level);
        }

        return new TotalReturns(
            Panel.Adopt(simple, sessions, columns), Panel.Adopt(log, sessions, columns), Panel.Adopt(index, sessions, columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepReturns(ReadOnlySpan<double> close, Span<double> previous, Span<double> shares, Span<double> cash, Span<double> simple)
    {
        var lanes = Vector<double>.Count;
        var i = 0;
        for (; i <= close.Length - lanes; i += lanes)
        {
            var c = new Vector<double>(close[i..]);
            var p = new Vector<double>(previous[i..]);
            var n = new Vector<double>(shares[i..]);
            var d = new Vector<double>(cash[i..]);
            var observed = Vector.Equals(c, c);
            var r = (((n * c) + d) / p) - Vector<double>.One;
            r.CopyTo(simple[i..]);
            Vector.ConditionalSelect(observed, c, p).CopyTo(previous[i..]);
            Vector.ConditionalSelect(observed, Vector<double>.One, n).CopyTo(shares[i..]);
            Vector.ConditionalSelect(observed, Vector<double>.Zero, d).CopyTo(cash[i..]);
        }

        for (; i < close.Length; i++)
        {
            var c = close[i];
            simple[i] = (((shares[i] * c) + cash[i]) / previous[i]) - 1;
            if (double.IsNaN(c))
                continue;
            previous[i] = c;
            shares[i] = 1;
            cash[i] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepIndex(ReadOnlySpan<double> close, ReadOnlySpan<double> simple, Span<double> log, Span<double> index, Span<double> level)
    {
        ScalarMath.LogOnePlus(simple, log);
        for (var i = 0; i < close.Length; i++)
        {
            if (double.IsNaN(close[i]))
            {
                index[i] = double.NaN;
                continue;
            }

            level[i] = double.IsNaN(level[i]) ? 0 : level[i] + log[i];
            index[i] = level[i];
        }
    }
}
