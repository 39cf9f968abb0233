namespace Prometheus.Workflows.Data;

/// <summary>What storing price series changed. All zero where everything was there already.</summary>
public sealed record PriceStorageSummary
{
    /// <summary>Instruments that were not known before.</summary>
    public required int InstrumentsCreated { get; init; }

    /// <summary>Series that were stored for the first time or exchanged for those of another source.</summary>
    public required int SeriesAdded { get; init; }

    /// <summary>Of these, the exchanged ones.</summary>
    public required int SeriesReplaced { get; init; }

    /// <summary>Stored series with new or changed bars.</summary>
    public required int SeriesUpdated { get; init; }

    public required long RowsAdded { get; init; }

    /// <summary>Stored bars of which a value or a flag changed.</summary>
    public required long RowsChanged { get; init; }

    /// <summary>Values recorded in <c>price_changes</c>.</summary>
    public required long ValuesChanged { get; init; }

    /// <summary>Series whose corporate actions are new or changed.</summary>
    public required int SeriesWithNewActions { get; init; }
}
