namespace Prometheus.Core.Markets;

/// <summary>Which stored fields stand behind what is read of a market.</summary>
public static class PriceFields
{
    /// <summary>The fields to load, in the order of the enum: closes always, since total returns are made of them.</summary>
    public static IReadOnlyList<PriceField> Of(MarketReads reads)
        => [.. Enum.GetValues<PriceField>().Where(f => f == PriceField.Close || reads.HasFlag(ReadAs(f)))];

    /// <summary>The part of a market a field's levels belong to.</summary>
    internal static MarketReads ReadAs(PriceField field) => field switch
    {
        PriceField.Open => MarketReads.Opens,
        PriceField.High or PriceField.Low => MarketReads.Ranges,
        PriceField.AdjustedClose => MarketReads.AdjustedCloses,
        _ => MarketReads.Levels,
    };
}

/// <summary>The stored fields of a daily bar.</summary>
public enum PriceField
{
    Open,
    High,
    Low,
    Close,
    AdjustedClose,
    Volume,
}
