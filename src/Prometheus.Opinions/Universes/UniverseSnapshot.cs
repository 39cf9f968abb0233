namespace Prometheus.Opinions.Universes;

/// <summary>The universe as decided at the close of one session: every candidate, members and excluded alike, by instrument column.</summary>
/// <param name="Session">Row of the decision session.</param>
/// <param name="Candidates">
/// Instruments with at least one observed close ≤ the session that are not delisted, ascending by column. Names of the future leave no row.
/// </param>
public sealed record UniverseSnapshot(int Session, UniverseCandidate[] Candidates)
{
    public UniverseRegime Regime { get; init; } = UniverseRegime.Unknown;

    /// <summary>Scored candidates with a λ̂, over all scored candidates; NaN where there was none to score.</summary>
    public double LambdaCoverage
    {
        get
        {
            var (scored, covered) = (0, 0);
            foreach (ref readonly var candidate in Candidates.AsSpan())
            {
                scored += candidate.WasScored ? 1 : 0;
                covered += candidate.WasScored && !double.IsNaN(candidate.LambdaScore) ? 1 : 0;
            }

            return scored == 0 ? double.NaN : (double)covered / scored;
        }
    }
}
