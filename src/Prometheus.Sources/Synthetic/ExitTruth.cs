namespace Prometheus.Sources.Synthetic;

/// <summary>How a company left the market.</summary>
/// <param name="Kind">FAILURE or ACQUISITION.</param>
/// <param name="Delisted">First session without it.</param>
/// <param name="KnownOn">When it became known.</param>
/// <param name="FinalReturn">From the last close to what holders received.</param>
public sealed record ExitTruth(string Kind, DateOnly Delisted, DateOnly KnownOn, double FinalReturn);
