using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Tests.Core.Numerics;

namespace Prometheus.Tests.Worlds;

/// <summary>
/// The two proofs that a signal does not see the future: its rows up to t are the same, bit for bit, when everything after t is cut away
/// and when everything after t is changed at random.
/// </summary>
internal static class LookAhead
{
    /// <summary>The first difference found, or null where there is none.</summary>
    /// <param name="market">The whole market.</param>
    /// <param name="signals">Named panels [sessions × instruments] of a market.</param>
    /// <param name="asOfs">Rows t to test.</param>
    public static string? Find(Market market, Func<Market, (string Name, Panel Panel)[]> signals, IEnumerable<int> asOfs)
    {
        var whole = signals(market);
        foreach (var t in asOfs)
        {
            var cut = signals(EngineWorld.Truncated(market, t));
            var changed = signals(EngineWorld.Perturbed(market, t, $"t{t}"));
            for (var k = 0; k < whole.Length; k++)
            {
                if (!SameRows(whole[k].Panel, cut[k].Panel, t))
                    return $"{whole[k].Name} up to row {t} differs when the future is cut";
                if (!SameRows(whole[k].Panel, changed[k].Panel, t))
                    return $"{whole[k].Name} up to row {t} differs when the future is changed";
            }
        }

        return null;
    }

    /// <summary>A code panel as numbers, so that it can be compared like the others.</summary>
    public static Panel Numbers(CodePanel codes)
    {
        var values = new double[codes.Sessions * codes.Columns];
        for (var t = 0; t < codes.Sessions; t++)
        {
            for (var i = 0; i < codes.Columns; i++)
                values[(t * codes.Columns) + i] = codes[t, i];
        }

        return Panel.Adopt(values, codes.Sessions, codes.Columns);
    }

    /// <summary>NaN equals NaN whatever its bits; every other value must match exactly.</summary>
    public static bool SameRows(Panel a, Panel b, int lastRow)
    {
        for (var t = 0; t <= lastRow; t++)
        {
            for (var i = 0; i < a.Columns; i++)
            {
                if (!Ulps.SameBits(a[t, i], b[t, i]) && !(double.IsNaN(a[t, i]) && double.IsNaN(b[t, i])))
                    return false;
            }
        }

        return true;
    }
}
