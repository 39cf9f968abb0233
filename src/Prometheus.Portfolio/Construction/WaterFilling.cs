namespace Prometheus.Portfolio.Construction;

/// <summary>
/// Spreads a budget in proportion to preferences under a cap a name and a cap a group. The result is the one allocation
/// w_i = min(nameCap, λ_g·a_i) in which every group below its cap shares one λ and a group at its cap has a smaller one; it does not depend
/// on the order in which caps are found, because a cap once reached stays reached while λ rises. What no name may take stays unspent.
/// </summary>
public static class WaterFilling
{
    /// <summary>With a cap a name only.</summary>
    /// <param name="preferences">a_i ≥ 0; 0 receives nothing.</param>
    public static double[] Allocate(ReadOnlySpan<double> preferences, double budget, double nameCap)
    {
        var weights = new double[preferences.Length];
        var capped = new bool[preferences.Length];
        while (true)
        {
            var (taken, free) = (0.0, 0.0);
            for (var i = 0; i < weights.Length; i++)
            {
                if (capped[i])
                    taken += nameCap;
                else
                    free += preferences[i];
            }

            var level = Level(budget - taken, free);
            var changed = false;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = capped[i] ? nameCap : level * preferences[i];
                if (capped[i] || weights[i] <= nameCap)
                    continue;
                capped[i] = true;
                changed = true;
            }

            if (!changed)
                return weights;
        }
    }

    /// <summary>With a cap a name and a cap a group.</summary>
    /// <param name="groups">Group of each name, an index into <paramref name="groupCaps"/>; −1 belongs to no group.</param>
    /// <param name="groupCaps">Most weight of each group, ≥ 0.</param>
    public static double[] Allocate(
        ReadOnlySpan<double> preferences, double budget, double nameCap, ReadOnlySpan<int> groups, ReadOnlySpan<double> groupCaps)
    {
        var closed = new bool[groupCaps.Length];
        var open = preferences.ToArray();
        var left = budget;
        while (true)
        {
            var weights = Allocate(open, left, nameCap);
            var overfull = Overfull(weights, groups, groupCaps, closed);
            if (!overfull)
                return WithClosedGroups(weights, preferences, nameCap, groups, groupCaps, closed);
            left = budget;
            for (var g = 0; g < groupCaps.Length; g++)
                left -= closed[g] ? SpentBy(g, preferences, nameCap, groups, groupCaps[g]) : 0;
            for (var i = 0; i < open.Length; i++)
                open[i] = groups[i] >= 0 && closed[groups[i]] ? 0 : preferences[i];
        }
    }

    private static double Level(double budget, double free) => free > 0 && budget > 0 ? budget / free : 0;

    /// <summary>Closes every group above its cap.</summary>
    private static bool Overfull(double[] weights, ReadOnlySpan<int> groups, ReadOnlySpan<double> groupCaps, bool[] closed)
    {
        var sums = new double[groupCaps.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            if (groups[i] >= 0)
                sums[groups[i]] += weights[i];
        }

        var any = false;
        for (var g = 0; g < sums.Length; g++)
        {
            if (closed[g] || sums[g] <= groupCaps[g])
                continue;
            closed[g] = true;
            any = true;
        }

        return any;
    }

    private static double[] WithClosedGroups(
        double[] weights, ReadOnlySpan<double> preferences, double nameCap, ReadOnlySpan<int> groups, ReadOnlySpan<double> groupCaps, bool[] closed)
    {
        for (var g = 0; g < closed.Length; g++)
        {
            if (!closed[g])
                continue;
            var inside = Inside(g, preferences, nameCap, groups, groupCaps[g]);
            for (var i = 0; i < weights.Length; i++)
            {
                if (groups[i] == g)
                    weights[i] = inside[i];
            }
        }

        return weights;
    }

    private static double SpentBy(int group, ReadOnlySpan<double> preferences, double nameCap, ReadOnlySpan<int> groups, double cap)
    {
        var spent = 0.0;
        foreach (var weight in Inside(group, preferences, nameCap, groups, cap))
            spent += weight;
        return spent;
    }

    private static double[] Inside(int group, ReadOnlySpan<double> preferences, double nameCap, ReadOnlySpan<int> groups, double cap)
    {
        var members = new double[preferences.Length];
        for (var i = 0; i < members.Length; i++)
            members[i] = groups[i] == group ? preferences[i] : 0;
        return Allocate(members, cap, nameCap);
    }
}
