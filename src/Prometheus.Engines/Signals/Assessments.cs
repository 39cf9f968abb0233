using Prometheus.Engines.Assessment;
using Prometheus.Engines.Stability;

namespace Prometheus.Engines.Signals;

/// <summary>The assessments several strategies need: price features once for all, price assessments of one stability together, imported ones each.</summary>
internal sealed class Assessments
{
    private readonly Dictionary<Key, AssessmentState> _states = [];

    private Assessments()
    {
    }

    public static Assessments Compute(
        SignalInputs inputs, IReadOnlyList<SignalNeeds> needs, Dictionary<StabilityOptions, StabilityState> stabilities, int workers, CancellationToken cancellation)
    {
        var assessments = new Assessments();
        var asked = needs.Where(n => n.Assessment is not null).Select(Key.Of).Distinct().ToArray();
        if (asked.Length == 0)
            return assessments;
        var features = PriceFeatures.Compute(inputs.Market, workers, cancellation);
        foreach (var group in asked.Where(a => a.Imported is null).GroupBy(a => a.Stability))
        {
            var options = group.Select(a => a.Assessment).ToArray();
            var computed = AssessmentEngine.Compute(inputs.Market, features, stabilities[group.Key], options, workers, cancellation);
            for (var k = 0; k < options.Length; k++)
                assessments._states[new Key(group.Key, options[k], null)] = computed[k];
        }

        foreach (var key in asked.Where(a => a.Imported is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            assessments._states[key] = ImportedAssessment.Compute(
                inputs.Market, features, stabilities[key.Stability], inputs.ScoresOf(key.Imported!), key.Assessment, key.Imported!.MaximumAgeSessions);
        }

        return assessments;
    }

    public AssessmentState? Of(SignalNeeds need) => need.Assessment is null ? null : _states[Key.Of(need)];

    private sealed record Key(StabilityOptions Stability, AssessmentOptions Assessment, ImportedAssessmentOptions? Imported)
    {
        public static Key Of(SignalNeeds need) => new(need.Stability!, need.Assessment!, need.Imported);
    }
}
