using Prometheus.Core.Statistics;

namespace Prometheus.States.Profiles;

/// <summary>Where each issuer's risks stand among its sector's on one session: (rank − ½) / n, ties share a rank.</summary>
internal static class SectorPercentiles
{
    public static void Add(IssuerProfile[] profiles)
    {
        foreach (var sector in profiles.Select((p, k) => (p.Sector, k)).GroupBy(p => p.Sector, StringComparer.Ordinal))
        {
            var members = sector.Select(p => p.k).ToArray();
            var volatility = Percentiles(members, k => profiles[k].Price?.Volatility ?? double.NaN);
            var drawdown = Percentiles(members, k => profiles[k].Price?.Drawdown ?? double.NaN);
            var leverage = Percentiles(members, k => LeverageOf(profiles[k]));
            for (var m = 0; m < members.Length; m++)
            {
                var profile = profiles[members[m]];
                profiles[members[m]] = profile with
                {
                    Flags = profile.Flags with { VolatilityInSector = volatility[m], DrawdownInSector = drawdown[m], LeverageInSector = leverage[m] },
                };
            }
        }
    }

    /// <summary>Negative equity is more than any leverage.</summary>
    private static double LeverageOf(IssuerProfile profile)
        => profile.Flags.NegativeEquity == true ? double.MaxValue : profile.Fundamentals?.Leverage ?? double.NaN;

    private static double[] Percentiles(int[] members, Func<int, double> valueOf)
    {
        var section = new CrossSection(members.Length);
        var ranks = new double[members.Length];
        Array.Fill(ranks, double.NaN);
        section.Load(Array.ConvertAll(members, k => valueOf(k)));
        section.WriteRanks(ranks);
        for (var m = 0; m < ranks.Length; m++)
            ranks[m] = (ranks[m] - 0.5) / section.Count;
        return ranks;
    }
}
