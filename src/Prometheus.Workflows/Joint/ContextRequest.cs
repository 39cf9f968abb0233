using System.Text.Json.Serialization;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;

namespace Prometheus.Workflows.Joint;

/// <summary>Whose contexts are joined, and from which text.</summary>
public sealed record ContextRequest
{
    public required string MarketId { get; init; }

    /// <summary>Only these instruments; empty is all of the market.</summary>
    public EquatableList<string> Instruments { get; init; } = [];

    /// <summary>Instruments left out at the beginning, in the order of their ids.</summary>
    [Range(0, 1e9, Unit = "names")]
    public int Offset { get; init; }

    /// <summary>At most so many instruments; null is all.</summary>
    [Range(1, 1e9, Unit = "names")]
    public int? Limit { get; init; }

    /// <summary>Calendar days of recent text, the as-of day included: 7 days hold five sessions.</summary>
    [Range(1, 36_500, Unit = "days")]
    public int TextWindowDays { get; init; } = 7;

    public string TextSourceType { get; init; } = "NEWS_ISSUER_DAY";

    /// <summary>The range's first session and those this rule names (daily, weekly, monthly, every:N); null is every session.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Words("daily", "weekly", "monthly", "every:N")]
    public string? Frequency { get; init; }
}
