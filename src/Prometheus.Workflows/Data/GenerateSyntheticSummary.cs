namespace Prometheus.Workflows.Data;

/// <summary>What generating a synthetic market came to.</summary>
/// <param name="Sessions">Sessions of the market.</param>
/// <param name="Instruments">What it changed among instruments and listing facts.</param>
/// <param name="Sectors">What it changed among sector facts.</param>
/// <param name="Stored">What it changed among prices.</param>
/// <param name="FactRows">Articles, events, documents and statements added or changed.</param>
public sealed record GenerateSyntheticSummary(int Sessions, ReferenceSummary Instruments, ReferenceSummary Sectors, PriceStorageSummary Stored, long FactRows);
