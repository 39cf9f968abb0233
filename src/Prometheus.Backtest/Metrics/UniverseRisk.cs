using Prometheus.Backtest.Campaign;

namespace Prometheus.Backtest.Metrics;

/// <summary>Means over decision sessions of what the universe's members were like; NaN where no decision had a universe.</summary>
/// <param name="Size">Members.</param>
/// <param name="StabilityRisk">Mean probability of the members to be TARGETABLE or BREAKER at the horizon.</param>
/// <param name="StabilityWorsen">Mean probability of the members to be in any worse class at the horizon.</param>
public readonly record struct UniverseRisk(double Size, double StabilityRisk, double StabilityWorsen)
{
    public static UniverseRisk Of(ReadOnlySpan<DecisionRecord> decisions)
    {
        var (sizes, risks, worsens) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var decision in decisions)
        {
            if (decision.Universe is not { } universe)
                continue;
            var members = Array.FindAll(universe.Candidates, c => c.Included);
            sizes.Add(members.Length);
            Append(risks, Array.ConvertAll(members, m => m.StabilityRisk));
            Append(worsens, Array.ConvertAll(members, m => m.StabilityWorsen));
        }

        return new UniverseRisk(Sample.Mean([.. sizes]), Sample.Mean([.. risks]), Sample.Mean([.. worsens]));
    }

    private static void Append(List<double> means, double[] values)
    {
        if (Sample.Mean(Array.FindAll(values, v => !double.IsNaN(v))) is var mean && !double.IsNaN(mean))
            means.Add(mean);
    }
}
