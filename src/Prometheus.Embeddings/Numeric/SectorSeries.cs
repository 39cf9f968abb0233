using Prometheus.Core.Panels;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// Excess returns of a market's sectors. An entity that is itself a member is taken out of its sector's mean before the two are compared.
/// </summary>
/// <param name="Names">Sectors, ordinal order.</param>
/// <param name="Excess">[sessions × sectors] mean over the members of log return − market log return; 0 where nobody is observed.</param>
/// <param name="Members">[sessions × sectors] observed members.</param>
/// <param name="Own">[sessions × entities] the sector an entity is a member of; null where the entities are no members.</param>
public sealed record SectorSeries(IReadOnlyList<string> Names, Panel Excess, Panel Members, CodePanel? Own)
{
    /// <summary>Most sectors that are looked at: a classification finer than this is no sector.</summary>
    private const int Most = 16;

    /// <summary>
    /// The sectors that are looked at, in the order of <see cref="Names"/>: the first to have a member observed (of one session: by name), so that a
    /// sector which comes later never takes the place of one that is there.
    /// </summary>
    public IReadOnlyList<int> Leading { get; } = FirstToAppear(Members);

    private static int[] FirstToAppear(Panel members)
    {
        var (sectors, seen) = (new List<int>(), new bool[members.Columns]);
        for (var t = 0; t < members.Sessions && sectors.Count < Most; t++)
        {
            for (var s = 0; s < seen.Length && sectors.Count < Most; s++)
            {
                if (seen[s] || members[t, s] == 0)
                    continue;
                seen[s] = true;
                sectors.Add(s);
            }
        }

        return [.. sectors.Order()];
    }
}
