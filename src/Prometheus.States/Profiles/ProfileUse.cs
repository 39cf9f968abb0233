using Prometheus.Core.Options;

namespace Prometheus.States.Profiles;

/// <summary>Which stored profiles an engine reads; part of what a run depends on.</summary>
public sealed record ProfileUse
{
    /// <summary>Model the profiles were built by.</summary>
    public string ModelId { get; init; } = ProfileState.DefaultModelId;

    /// <summary><see cref="KnownProfiles.Digest"/> of the profiles used; found when they are read.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Sessions after which a profile is silent.</summary>
    [Range(0, 10_000, Unit = "sessions")]
    public int MaximumAgeSessions { get; init; } = 252;
}
