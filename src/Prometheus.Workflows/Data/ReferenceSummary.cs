namespace Prometheus.Workflows.Data;

/// <summary>What an import of reference data came to.</summary>
public sealed record ReferenceSummary
{
    /// <summary>Rows of the file.</summary>
    public required int RowsRead { get; init; }

    /// <summary>Instruments that were not known before.</summary>
    public required int InstrumentsCreated { get; init; }

    /// <summary>Known instruments, or names of their issuers, that are described anew.</summary>
    public required int InstrumentsChanged { get; init; }

    /// <summary>Facts that are new or changed.</summary>
    public required int FactsWritten { get; init; }

    /// <summary>Facts of the file that came without dates and are assumed to hold from the beginning.</summary>
    public required int FactsAssumed { get; init; }

    /// <summary>Instruments that the file names without stating what it is about, such as a sector.</summary>
    public required int RowsWithoutValue { get; init; }
}
