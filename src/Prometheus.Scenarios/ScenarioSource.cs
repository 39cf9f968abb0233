using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Regimes;

namespace Prometheus.Scenarios;

/// <summary>The base window of a request: its days, and what the generators choose days by. What is said of a day depends on that day alone.</summary>
/// <param name="Panel">The days with at least one return.</param>
/// <param name="Sessions">The market's session of each day.</param>
/// <param name="MayBegin">Whether a draw may begin on the day: its regime label is listed, or no list was given.</param>
/// <param name="NameReturns">Mean return of each day, before any stress, over names that are no funds; NaN where none of them has one.</param>
/// <param name="AllReturns">The same over all.</param>
internal sealed record ScenarioSource(ScenarioPanel Panel, int[] Sessions, bool[] MayBegin, double[] NameReturns, double[] AllReturns)
{
    /// <summary>The mean returns the first days are ranked by: of the names, of all where these days know only funds.</summary>
    public double[] MeanReturns(int days) => Array.FindIndex(NameReturns, 0, days, r => !double.IsNaN(r)) >= 0 ? NameReturns : AllReturns;

    /// <param name="regimes">The regimes of the same market; needed only for a regime filter.</param>
    /// <param name="last">The last session that may be read.</param>
    /// <param name="keepUnobserved">True keeps names without a return in the window as columns of NaN.</param>
    /// <returns>Null where no name passes the universe filter or none has a return in the base window.</returns>
    /// <exception cref="UserError">A regime filter without regimes.</exception>
    public static ScenarioSource? Read(Market market, ScenarioRequest request, RegimeState? regimes, int last, bool keepUnobserved)
    {
        if (request.RegimeFilter.Count > 0 && regimes is null)
            throw new UserError($"scenario set '{request.Name}' filters by regime {string.Join(", ", request.RegimeFilter)}, but no regimes were given");
        var first = request.BaseDateStart is { } start ? market.Sessions.FirstAtOrAfter(start) : 0;
        if (request.BaseDateEnd is { } end)
            last = Math.Min(last, market.Sessions.LastAtOrBefore(end));
        if (first > last)
            return null;

        var columns = Columns(market, request, first, last, keepUnobserved);
        if (columns.Length == 0)
            return null;
        return Gather(market, request, regimes, first, last, columns, Array.ConvertAll(columns, c => !market.Funds.Contains(c)));
    }

    private static ScenarioSource? Gather(
        Market market, ScenarioRequest request, RegimeState? regimes, int first, int last, int[] columns, bool[] isName)
    {
        var values = GC.AllocateUninitializedArray<double>((last - first + 1) * columns.Length);
        var (sessions, begins, names, all) = (new List<int>(last - first + 1), new List<bool>(), new List<double>(), new List<double>());
        var everyone = Array.ConvertAll(columns, _ => true);
        var observed = new double[columns.Length];
        var listed = request.RegimeLabels();
        for (var t = first; t <= last; t++)
        {
            var row = values.AsSpan(sessions.Count * columns.Length, columns.Length);
            if (!Fill(row, market.TotalReturns.Simple.Row(t), columns))
                continue;
            sessions.Add(t);
            begins.Add(request.RegimeFilter.Count == 0 || (regimes!.LabelAt(t) is { } label && listed.Contains(label)));
            names.Add(Mean(row, isName, observed));
            all.Add(Mean(row, everyone, observed));
            if (request.Category == ScenarioCategory.Stressed)
                Stress(row, request.GeneratorSpec.StressScale);
        }

        if (sessions.Count == 0)
            return null;
        var dates = sessions.ConvertAll(t => market.Sessions[t]).ToArray();
        var axis = new InstrumentAxis(columns.Select(c => market.Instruments[c]));
        return new ScenarioSource(new ScenarioPanel(axis, dates, values), [.. sessions], [.. begins], [.. names], [.. all]);
    }

    /// <summary>Returns false where nothing is observed.</summary>
    private static bool Fill(Span<double> row, ReadOnlySpan<double> returns, int[] columns)
    {
        var any = false;
        for (var k = 0; k < row.Length; k++)
        {
            row[k] = ScenarioPanel.Quantise(returns[columns[k]]);
            any |= !double.IsNaN(row[k]);
        }

        return any;
    }

    /// <summary>No loss is larger than everything.</summary>
    private static void Stress(Span<double> row, double scale)
    {
        foreach (ref var value in row)
            value = ScenarioPanel.Quantise(Math.Max(-1, value * scale));
    }

    private static double Mean(ReadOnlySpan<double> row, bool[] averaged, Span<double> observed)
    {
        var count = 0;
        for (var k = 0; k < row.Length; k++)
        {
            observed[count] = row[k];
            count += averaged[k] && !double.IsNaN(row[k]) ? 1 : 0;
        }

        return count == 0 ? double.NaN : LaneSum.Sum(observed[..count]) / count;
    }

    private static int[] Columns(Market market, ScenarioRequest request, int first, int last, bool keepUnobserved)
    {
        var (sectors, instruments) = (request.UniverseFilter.Sectors, request.UniverseFilter.Instruments);
        var codes = market.Sectors.Codes;
        var passing = Enumerable.Range(0, market.Instruments.Count)
            .Where(i => instruments.Count == 0 || instruments.Contains(market.Instruments[i]))
            .Where(i => sectors.Count == 0 || (codes[last, i] != CodePanel.None && sectors.Contains(market.Sectors.Names[codes[last, i]])))
            .ToArray();
        return keepUnobserved ? passing : Array.FindAll(passing, i => IsObserved(market.TotalReturns.Simple, i, first, last));
    }

    private static bool IsObserved(Panel returns, int instrument, int first, int last)
    {
        for (var t = first; t <= last; t++)
        {
            if (!double.IsNaN(returns[t, instrument]))
                return true;
        }

        return false;
    }
}
