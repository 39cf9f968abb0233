namespace Prometheus.Engines.Universe;

/// <summary>The universe as decided at the close of one session: every candidate, members and excluded alike, by instrument column.</summary>
/// <param name="Session">Row of the decision session.</param>
/// <param name="Candidates">
/// Instruments with at least one observed close ≤ the session that are not delisted, ascending by column. Names of the future leave no row.
/// </param>
public sealed record UniverseSnapshot(int Session, UniverseCandidate[] Candidates);
