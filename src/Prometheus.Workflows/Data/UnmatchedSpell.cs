using Prometheus.Sources.Reference;

namespace Prometheus.Workflows.Data;

/// <summary>A stay in an index that no stored instrument can be given, and why.</summary>
public sealed record UnmatchedSpell(MembershipSpell Spell, string Reason);
