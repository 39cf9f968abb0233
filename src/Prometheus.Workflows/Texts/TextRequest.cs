using Prometheus.Core.Options;
using Prometheus.Embeddings.Texts;

namespace Prometheus.Workflows.Texts;

/// <summary>Which texts are encoded, by whom, and how many of them are written.</summary>
public sealed record TextRequest
{
    public required TextModel Model { get; init; }

    public required string MarketId { get; init; }

    /// <summary>First session of the texts, inclusive.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last session of the texts, inclusive; nothing known later is read.</summary>
    public required DateOnly End { get; init; }

    public TextEncoderChoice Encoder { get; init; } = TextEncoderChoice.BuiltIn;

    /// <summary>Only articles of this language, whatever the case; null for all.</summary>
    public string? Language { get; init; }

    /// <summary>Only events of this country; null for all.</summary>
    public string? Country { get; init; }

    /// <summary>Only events of this type; null for all.</summary>
    public string? EventType { get; init; }

    /// <summary>Most texts written, the earliest of the range; null for all. What a fit is trained on is not bounded.</summary>
    [Range(1, 1e9, Unit = "texts")]
    public int? Limit { get; init; }

    /// <summary>True where only a part of what the market has in the range is asked for.</summary>
    internal bool IsPartial => Language is not null || Country is not null || EventType is not null || Limit is not null;
}
