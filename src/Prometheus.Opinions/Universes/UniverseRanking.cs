using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Universes;

/// <summary>
/// Sector cap, then size with a rank buffer, then tiers. Ranks run by score descending, then id ascending. The greedy sector cap is optimal,
/// because "at most k a sector" is a partition matroid.
/// </summary>
internal sealed class UniverseRanking(UniverseOptions options)
{
    /// <summary>Admits the scored candidates and gives the others their exclusion. <paramref name="sizeFactor"/> scales the size.</summary>
    public void Admit(UniverseCandidate[] candidates, ReadOnlySpan<bool> wasMember, double sizeFactor)
    {
        var order = ByScore(candidates);
        CapSectors(candidates, order);
        var admitted = AdmitBySize(candidates, order, wasMember, sizeFactor);
        var core = Math.Max(1, admitted.Count(a => a) / 2);
        for (var rank = 0; rank < order.Count; rank++)
        {
            var candidate = candidates[order[rank]];
            candidates[order[rank]] = admitted[rank]
                ? candidate with { Tier = core-- > 0 ? UniverseTier.Core : UniverseTier.Satellite }
                : candidate with { Exclusion = UniverseExclusion.ExcludedMaxUniverseSize };
        }
    }

    /// <summary>The candidates that wait for a verdict, best first; equal scores stay in column order, which is id order.</summary>
    private static List<int> ByScore(UniverseCandidate[] candidates)
    {
        var (keys, order, count) = (new double[candidates.Length], new int[candidates.Length], 0);
        for (var k = 0; k < candidates.Length; k++)
        {
            if (candidates[k].Exclusion != UniverseExclusion.None)
                continue;
            keys[count] = -candidates[k].Score;
            order[count++] = k;
        }

        Array.Sort(keys, order, 0, count);
        for (var first = 0; first < count;)
        {
            var end = first + 1;
            while (end < count && keys[end] == keys[first])
                end++;
            if (end - first > 1)
                Array.Sort(order, first, end - first);
            first = end;
        }

        return [.. order.AsSpan(0, count)];
    }

    private void CapSectors(UniverseCandidate[] candidates, List<int> order)
    {
        if (options.SectorMaximumNames <= 0)
            return;
        var counts = new int[CodePanel.None + 1];
        order.RemoveAll(k =>
        {
            if (counts[candidates[k].Sector]++ < options.SectorMaximumNames)
                return false;
            candidates[k] = candidates[k] with { Exclusion = UniverseExclusion.ExcludedSectorCap };
            return true;
        });
    }

    /// <summary>First the clear leaders, then sitting members within the buffer, then the next best until the size is reached.</summary>
    private bool[] AdmitBySize(UniverseCandidate[] candidates, List<int> order, ReadOnlySpan<bool> wasMember, double sizeFactor)
    {
        var admitted = new bool[order.Count];
        var unlimited = options.MaximumSize <= 0;
        var size = (int)Math.Floor((unlimited ? order.Count : options.MaximumSize) * sizeFactor);
        if ((unlimited && sizeFactor >= 1) || order.Count <= size)
        {
            Array.Fill(admitted, true);
            return admitted;
        }

        var room = size;
        var enter = (int)Math.Floor(size * (1 - options.RankBuffer));
        var stay = (int)Math.Floor(size * (1 + options.RankBuffer));
        for (var rank = 0; rank < enter && room > 0; rank++, room--)
            admitted[rank] = true;
        for (var rank = enter; rank < Math.Min(stay, order.Count) && room > 0; rank++)
        {
            if (!wasMember[candidates[order[rank]].Instrument])
                continue;
            admitted[rank] = true;
            room--;
        }

        for (var rank = enter; rank < order.Count && room > 0; rank++)
        {
            if (admitted[rank])
                continue;
            admitted[rank] = true;
            room--;
        }

        return admitted;
    }
}

/// <summary>Standing of a candidate: the better half of the members is CORE.</summary>
public enum UniverseTier : byte
{
    Core,
    Satellite,
    Excluded,
}
