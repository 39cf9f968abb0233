using Prometheus.Databases;
using Prometheus.Embeddings.Numeric;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Declarations;
using Prometheus.States.Stability;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Lambda;

/// <summary>Describes the clusters of a λ panel by the vectors of their members, computed from the market as they would be stored.</summary>
internal static class MemberVectors
{
    /// <param name="end">Last date of the panel that matters; nothing later is read.</param>
    public static IReadOnlyList<LambdaRow> Join(DatabasePair databases, IReadOnlyList<LambdaRow> rows, string modelId, DateOnly end)
    {
        var model = NumericModels.Parse(modelId);
        var joined = new LambdaRow[rows.Count];
        foreach (var group in Enumerable.Range(0, rows.Count).GroupBy(k => rows[k].MarketId, StringComparer.Ordinal))
        {
            var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = group.Key, End = end, Reads = MarketEntities.Reads });
            var workers = Environment.ProcessorCount;
            var classes = new StateResolver(market, [], workers, default).Get(StabilityEngine.Definition.Of(StabilityOptions.Default)).Class;
            var places = group.ToArray();
            var own = ClusterVectors.Join([.. places.Select(k => rows[k])], market, classes, LeadingVectors.Compute(market, model, workers));
            for (var k = 0; k < places.Length; k++)
                joined[places[k]] = own[k];
        }

        return joined;
    }
}
