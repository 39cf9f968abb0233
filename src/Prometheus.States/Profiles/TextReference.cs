namespace Prometheus.States.Profiles;

/// <summary>A text about an issuer, by its id.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Key of its row.</param>
/// <param name="KnownOn">Session from whose close on it may be used.</param>
public sealed record TextReference(TextKind Kind, string Id, DateOnly KnownOn);
