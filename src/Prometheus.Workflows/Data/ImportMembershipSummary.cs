namespace Prometheus.Workflows.Data;

/// <summary>What an import of an index's members came to.</summary>
/// <param name="Spells">Stays in the file.</param>
/// <param name="Matched">Stays of stored instruments.</param>
/// <param name="Instruments">Different instruments among them.</param>
/// <param name="FactsChanged">Facts new, changed or gone.</param>
/// <param name="Unmatched">The other stays, in the file's order.</param>
public sealed record ImportMembershipSummary(int Spells, int Matched, int Instruments, int FactsChanged, IReadOnlyList<UnmatchedSpell> Unmatched);
