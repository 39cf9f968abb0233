using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Vectors;
using Prometheus.Embeddings.Numeric;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// What the members of a cluster look like to an encoder: the mean of their vectors, and how much they differ. Row t from vectors of row t.
/// </summary>
public static class ClusterVectors
{
    /// <summary>The rows with the means and dispersions of their clusters beside them; a cluster of too few vectors keeps none.</summary>
    /// <param name="rows">Of this market.</param>
    /// <param name="classes">Soft-target classes, which the rows' clusters were formed by.</param>
    /// <param name="vectors">At most <see cref="LambdaRow.MostComponents"/> components of each name.</param>
    public static LambdaRow[] Join(IReadOnlyList<LambdaRow> rows, Market market, CodePanel classes, VectorPanel vectors)
    {
        var joined = new LambdaRow[rows.Count];
        var session = -1;
        var clusters = new Dictionary<(string, string), VectorMean>();
        for (var k = 0; k < joined.Length; k++)
        {
            joined[k] = rows[k];
            if (market.Sessions.IndexOf(rows[k].AsOf) is not (var t and >= 0))
                continue;
            if (t != session)
                (session, clusters) = (t, Gather(market, classes, vectors, t));
            if (clusters.TryGetValue((rows[k].Sector, rows[k].SoftTargetClass), out var members) && members.IsKnown)
                joined[k] = rows[k] with { Components = members.Mean(), ComponentDispersion = members.Dispersion() };
        }

        return joined;
    }

    private static Dictionary<(string, string), VectorMean> Gather(Market market, CodePanel classes, VectorPanel vectors, int t)
    {
        var clusters = new Dictionary<(string, string), VectorMean>();
        for (var i = 0; i < vectors.Columns; i++)
        {
            var vector = vectors.At(t, i);
            if (vector.IsEmpty || market.Funds.Contains(i))
                continue;
            var key = (market.Sectors.NameOf(market.Sectors.Codes[t, i]), ClusterNames.OfCode(classes[t, i]));
            if (!clusters.TryGetValue(key, out var members))
                clusters.Add(key, members = new VectorMean(vectors.Dimensions));
            members.Add(vector);
        }

        return clusters;
    }
}
