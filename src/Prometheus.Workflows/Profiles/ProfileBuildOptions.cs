using Prometheus.Core.Options;
using Prometheus.States.Profiles;

namespace Prometheus.Workflows.Profiles;

/// <summary>Which profiles are built.</summary>
public sealed record ProfileBuildOptions
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    /// <summary>Nothing dated or known later is read.</summary>
    public required DateOnly End { get; init; }

    /// <summary>daily, weekly, monthly or every:N, as decisions are; each year's first session is always one.</summary>
    [Words("daily", "weekly", "monthly", "every:N")]
    public string Frequency { get; init; } = "monthly";

    public ProfileOptions Profile { get; init; } = ProfileOptions.Default;
}
