using Prometheus.Core.Instruments;

namespace Prometheus.Sources.CorporateActions;

/// <summary>Corporate actions from the vendor's own columns.</summary>
internal static class StatedActions
{
    /// <summary>
    /// In ex-date order, the split of a date before its dividend. Where a date occurs twice the first row speaks. What the price basis has
    /// already folded into the levels is left out: splits on split-adjusted levels, everything on fully adjusted ones.
    /// </summary>
    public static List<ImportedAction> Of(List<StatedAction> cells, PriceBasis basis)
    {
        var actions = new List<ImportedAction>();
        if (basis == PriceBasis.FullyAdjusted)
            return actions;
        cells.Sort((a, b) => (a.Date, a.File, a.Line).CompareTo((b.Date, b.File, b.Line)));
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0 && cells[i].Date == cells[i - 1].Date)
                continue;
            if (cells[i].Split != 1 && basis == PriceBasis.Raw)
                actions.Add(new ImportedAction(cells[i].Date, ActionKind.Split, cells[i].Split, Implied: false));
            if (cells[i].Dividend > 0)
                actions.Add(new ImportedAction(cells[i].Date, ActionKind.Dividend, cells[i].Dividend, Implied: false));
        }

        return actions;
    }
}

/// <summary>The action cells of one row. A split of 1 and a dividend of 0 mean none.</summary>
internal readonly record struct StatedAction(DateOnly Date, int File, int Line, double Split, double Dividend);

/// <summary>One corporate action of one series. On a shared ex-date the split comes first.</summary>
/// <param name="Implied">True where the vendor did not state it and it follows from close and adjusted close.</param>
public readonly record struct ImportedAction(DateOnly ExDate, ActionKind Kind, double Value, bool Implied);

/// <summary>The kinds of corporate action a price file can state.</summary>
public enum ActionKind
{
    /// <summary>Value = new shares per old share.</summary>
    Split,

    /// <summary>Value = cash per new share, in the units of the series' price basis.</summary>
    Dividend,
}
