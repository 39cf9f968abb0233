using Prometheus.Sources.Quality;

namespace Prometheus.Workflows.Facts;

/// <summary>What an import of texts or fundamentals came to.</summary>
public sealed record ImportFactsSummary
{
    /// <summary>Rows under the header, or objects.</summary>
    public required int RowsRead { get; init; }

    public required IReadOnlyList<QualityEvent> Refused { get; init; }

    /// <summary>Rows that say again what an earlier one said.</summary>
    public required int RowsRepeated { get; init; }

    /// <summary>Rows without any value.</summary>
    public required int RowsEmpty { get; init; }

    /// <summary>What the rows came to: articles, documents, events or statements.</summary>
    public required int Records { get; init; }

    public required DateOnly FirstKnownOn { get; init; }

    public required DateOnly LastKnownOn { get; init; }

    public required int Added { get; init; }

    public required int Changed { get; init; }

    /// <summary>Names the market does not have and how often each was met, the most frequent first.</summary>
    public required IReadOnlyList<(string Name, int Count)> UnknownNames { get; init; }

    /// <summary>Counts that only this kind of import has, by name.</summary>
    public required IReadOnlyList<(string What, long Count)> Further { get; init; }
}
