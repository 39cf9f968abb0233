using Prometheus.Core.Markets;

namespace Prometheus.Opinions.Lambda;

/// <summary>λ of every cluster that was large enough.</summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="FirstSession">First row asked for.</param>
/// <param name="Clusters">By session, then sector name, then class name, ordinally.</param>
/// <param name="WithoutState">Names with a return and a volatility but no class, summed over sessions: they count as UNKNOWN.</param>
public sealed record LambdaState(LambdaDensityOptions Options, int FirstSession, IReadOnlyList<ClusterDensity> Clusters, long WithoutState)
{
    public const string Definition = "disp_vol";

    /// <summary>The clusters as rows of a λ panel.</summary>
    public IReadOnlyList<LambdaRow> Rows(Market market)
    {
        var rows = new LambdaRow[Clusters.Count];
        for (var k = 0; k < rows.Length; k++)
        {
            var c = Clusters[k];
            rows[k] = new LambdaRow(
                market.Sessions[c.Session],
                market.Definition.MarketId,
                market.Sectors.NameOf(c.Sector),
                ClusterNames.OfCode(c.Class),
                c.Names,
                c.Dispersion,
                c.AverageVolatility,
                c.Lambda);
        }

        return rows;
    }
}
