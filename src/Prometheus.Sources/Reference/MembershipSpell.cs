namespace Prometheus.Sources.Reference;

/// <summary>A stay of one ticker in an index.</summary>
/// <param name="Start">First day in it.</param>
/// <param name="End">First day out of it; null where it is still in.</param>
public sealed record MembershipSpell(string Ticker, DateOnly Start, DateOnly? End);
