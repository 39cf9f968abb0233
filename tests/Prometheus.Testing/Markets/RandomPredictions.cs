using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;

namespace Prometheus.Testing.Markets;

/// <summary>λ̂ without meaning: a number for every session and cluster that follows from their names alone, with a hole here and there.</summary>
public static class RandomPredictions
{
    /// <param name="sessions">Dates predicted.</param>
    /// <param name="sectors">Sector names; the unknown sector is predicted too.</param>
    /// <param name="seed">Part of every number.</param>
    public static LambdaPredictions Of(string marketId, IEnumerable<DateOnly> sessions, IEnumerable<string> sectors, string seed)
    {
        var names = sectors.Append(SectorHistory.Unknown).Distinct(StringComparer.Ordinal).ToArray();
        SoftTargetClass?[] classes = [null, .. Enum.GetValues<SoftTargetClass>()];
        var rows = from date in sessions
                   from sector in names
                   from present in classes
                   let name = ClusterNames.Of(present)
                   let value = new RandomStream("test", seed, FormattableString.Invariant($"{date:yyyy-MM-dd}|{sector}|{name}")).NextUniform()
                   where value < 0.95
                   select new LambdaPrediction(date, marketId, sector, name, value, date);
        return new LambdaPredictions(marketId, "RANDOM_" + seed, "lambda_hat", rows);
    }
}
