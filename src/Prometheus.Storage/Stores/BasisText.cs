using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;

namespace Prometheus.Storage.Stores;

/// <summary>How a price basis is spelled in a table.</summary>
public static class BasisText
{
    public static string Of(PriceBasis basis) => basis switch
    {
        PriceBasis.Raw => "RAW",
        PriceBasis.SplitAdjusted => "SPLIT_ADJUSTED",
        PriceBasis.FullyAdjusted => "FULLY_ADJUSTED",
        _ => throw new DataError($"there is no price basis {basis}"),
    };

    /// <exception cref="DataError">An unknown spelling.</exception>
    public static PriceBasis Parse(string text) => text switch
    {
        "RAW" => PriceBasis.Raw,
        "SPLIT_ADJUSTED" => PriceBasis.SplitAdjusted,
        "FULLY_ADJUSTED" => PriceBasis.FullyAdjusted,
        _ => throw new DataError($"price basis must be RAW, SPLIT_ADJUSTED or FULLY_ADJUSTED, found '{text}'"),
    };
}
