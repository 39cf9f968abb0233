namespace Prometheus.Sources.Prices;

/// <summary>What one reading of price files came to. RowsRead = RowsKept + RowsQuarantined + RowsSkipped.</summary>
public sealed record PriceImportSummary
{
    /// <summary>One entry a file, in reading order.</summary>
    public required IReadOnlyList<PriceFileSummary> Files { get; init; }

    public required int Instruments { get; init; }

    /// <summary>Data rows met, blank lines and headers aside.</summary>
    public required long RowsRead { get; init; }

    public required long RowsKept { get; init; }

    /// <summary>Rows refused by an ERROR rule.</summary>
    public required long RowsQuarantined { get; init; }

    /// <summary>Rows without a numeric close, which are no bars.</summary>
    public required long RowsSkipped { get; init; }

    /// <summary>Kept rows with at least one WARN flag.</summary>
    public required long RowsFlagged { get; init; }

    public required long Splits { get; init; }

    /// <summary>Stated dividends.</summary>
    public required long Dividends { get; init; }

    /// <summary>Distributions implied from close and adjusted close.</summary>
    public required long ImpliedDividends { get; init; }

    /// <summary>Sessions without a row inside the series, over all instruments.</summary>
    public required long MissingSessions { get; init; }

    public required DateOnly? FirstDate { get; init; }

    public required DateOnly? LastDate { get; init; }

    /// <summary>Events by rule code, both severities.</summary>
    public required IReadOnlyDictionary<string, long> EventsByRule { get; init; }
}
