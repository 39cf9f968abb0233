using Prometheus.Embeddings.Numeric;
using Prometheus.Opinions.Lambda;
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
            var workers = Environment.ProcessorCount;
            var stability = StabilityEngine.Definition.Of(StabilityOptions.Default);
            var states = MarketLoader.LoadFor(databases, group.Key, end, [stability], workers, default, MarketEntities.Reads);
            var places = group.ToArray();
            var own = ClusterVectors.Join([.. places.Select(k => rows[k])], states.Market, states.Get(stability).Class, LeadingVectors.Compute(states.Market, model, workers));
            for (var k = 0; k < places.Length; k++)
                joined[places[k]] = own[k];
        }

        return joined;
    }
}
