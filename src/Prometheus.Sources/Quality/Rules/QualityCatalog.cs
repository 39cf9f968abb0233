namespace Prometheus.Sources.Quality.Rules;

/// <summary>Every rule a price row has to meet, in the order they are asked; a row breaks at most one ERROR rule, the first.</summary>
public static class QualityCatalog
{
    public static IReadOnlyList<QualityRule> All { get; } =
    [
        RaggedRow.Rule,
        SymbolText.Rule,
        DateForm.Rule,
        PossibleDate.Rule,
        NumberForm.Rule,
        FiniteNumber.Rule,
        MissingClose.Rule,
        PositivePrice.Rule,
        HighLowOrder.Rule,
        RangeRounding.Rule,
        NonNegativeVolume.Rule,
        ActionValues.Rule,
        OpenSession.Rule,
        DuplicateDate.Rule,
        ZeroVolumeRange.Rule,
        StaleClose.Rule,
        SpikeReversal.Rule,
        SplitLike.Rule,
        ActionJump.Rule,
        VendorReconciliation.Rule,
        NoRows.Rule,
    ];
}
