namespace Prometheus.Core.Time;

/// <summary>A venue's usual hours from a date on; times are the venue's own.</summary>
/// <param name="From">First date they hold; they end where the next ones begin.</param>
/// <param name="BreakStart">Begin of the pause around noon; null where the venue has none.</param>
/// <param name="BreakEnd">Its end.</param>
public sealed record VenueHours(DateOnly From, TimeOnly Open, TimeOnly Close, TimeOnly? BreakStart = null, TimeOnly? BreakEnd = null);
