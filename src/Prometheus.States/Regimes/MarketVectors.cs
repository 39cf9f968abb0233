using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Core.Vectors;
using Prometheus.Embeddings.Numeric;

namespace Prometheus.States.Regimes;

/// <summary>What all names together look like to an encoder: the components of their mean vector, and how much they differ. Funds do not count.</summary>
internal static class MarketVectors
{
    /// <summary>One column a component and one for the dispersion; NaN on a session with too few vectors.</summary>
    public static IEnumerable<(string Name, double[] Values)> Of(Market market, VectorPanel vectors)
    {
        var means = new double[vectors.Dimensions][];
        for (var d = 0; d < means.Length; d++)
            means[d] = Unknown(vectors.Sessions);
        var dispersion = Unknown(vectors.Sessions);
        for (var t = 0; t < vectors.Sessions; t++)
        {
            var members = new VectorMean(vectors.Dimensions);
            for (var i = 0; i < vectors.Columns; i++)
            {
                if (vectors.At(t, i) is { IsEmpty: false } vector && !market.Funds.Contains(i))
                    members.Add(vector);
            }

            if (!members.IsKnown)
                continue;
            var mean = members.Mean();
            for (var d = 0; d < means.Length; d++)
                means[d][t] = mean[d];
            dispersion[t] = members.Dispersion();
        }

        for (var d = 0; d < means.Length; d++)
            yield return (string.Create(CultureInfo.InvariantCulture, $"vector_mean_{d:D2}"), means[d]);
        yield return ("vector_dispersion", dispersion);
    }

    private static double[] Unknown(int sessions)
    {
        var values = new double[sessions];
        Array.Fill(values, double.NaN);
        return values;
    }
}
