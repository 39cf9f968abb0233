namespace Prometheus.Core.Time;

/// <summary>One day whose hours follow no rule; times are the venue's own.</summary>
public sealed record SpecialHours(DateOnly Date, TimeOnly Open, TimeOnly Close);
