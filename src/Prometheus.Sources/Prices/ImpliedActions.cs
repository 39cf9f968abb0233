using Prometheus.Core.Instruments;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Prices;

/// <summary>
/// Distributions that follow from close and adjusted close where the vendor states none. With f = adjusted ÷ close, the vendor's factor of the
/// ex-date t is f_{t−1} ÷ f_t = 1 − D_t ÷ C_{t−1}, hence D_t = C_{t−1}·(1 − f_{t−1} ÷ f_t).
/// </summary>
internal static class ImpliedActions
{
    // Six written decimals move f by less than 1e-6 on any price above a dollar; the smallest dividend of the 61 real Yahoo files is
    // 3.3e-4 of the close. The limit stands between the two, and rises with the rounding where fewer digits are written.
    private const double SmallestShare = 2e-5;
    private const double SplitTolerance = 0.01;
    private const double SplitPriceTolerance = 0.20;

    /// <summary>
    /// Actions in ex-date order. A growing factor (a negative distribution) is no distribution and is left to the reconciliation rule. On raw
    /// levels a factor near a usual split ratio that the price confirms is a split.
    /// </summary>
    public static List<ImportedAction> Of(ReadOnlySpan<BarRow> rows, PriceBasis basis, WrittenDigits digits)
    {
        var actions = new List<ImportedAction>();
        var last = -1;
        for (var t = 0; t < rows.Length; t++)
        {
            if (double.IsNaN(rows[t].AdjustedClose))
                continue;
            if (last >= 0 && Between(rows[last], rows[t], basis, digits) is { } action)
                actions.Add(action);
            last = t;
        }

        return actions;
    }

    private static ImportedAction? Between(in BarRow previous, in BarRow current, PriceBasis basis, WrittenDigits digits)
    {
        var step = previous.AdjustedClose / previous.Close / (current.AdjustedClose / current.Close);
        if (basis == PriceBasis.Raw && ImpliedSplit(1 / step, previous.Close / current.Close) is { } split)
            return new ImportedAction(current.Date, ActionKind.Split, split, Implied: true);
        var share = 1 - step;
        return share > SmallestShare && share > digits.RatioRounding(previous, current)
            ? new ImportedAction(current.Date, ActionKind.Dividend, previous.Close * share, Implied: true)
            : null;
    }

    private static double? ImpliedSplit(double factor, double priceRatio)
    {
        if (factor is > 0.85 and < 1.2)
            return null;
        var split = SplitRatios.Nearest(factor);
        return SplitRatios.Matches(factor, split, SplitTolerance) && SplitRatios.Matches(priceRatio, split, SplitPriceTolerance) ? split : null;
    }
}
