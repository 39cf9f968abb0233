using Prometheus.Sources.Prices;

namespace Prometheus.Workflows.Data;

/// <summary>What an import of prices came to.</summary>
/// <param name="Read">What stood in the files and what the rules said.</param>
/// <param name="Stored">What it changed in the store.</param>
public sealed record ImportPricesSummary(PriceImportSummary Read, PriceStorageSummary Stored);
