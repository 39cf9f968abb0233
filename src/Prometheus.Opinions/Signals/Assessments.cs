using Prometheus.Opinions.Assessment;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Signals;

/// <summary>
/// The assessments several strategies need: price features once for all, price assessments of one stability together, imported ones and those
/// of context vectors each.
/// </summary>
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
        foreach (var group in asked.Where(a => a.StandsOnPrices).Select(a => a.OfPrices).Distinct().GroupBy(a => a.Stability))
        {
            var options = group.Select(a => a.Assessment).ToArray();
            var computed = AssessmentEngine.Compute(inputs.Market, features, stabilities[group.Key], options, workers, cancellation);
            for (var k = 0; k < options.Length; k++)
                assessments._states[new Key(group.Key, options[k], null, null)] = computed[k];
        }

        foreach (var key in asked)
        {
            cancellation.ThrowIfCancellationRequested();
            if (key.Imported is { } imported)
            {
                assessments._states[key] = ImportedAssessment.Compute(
                    inputs.Market, features, stabilities[key.Stability], inputs.ScoresOf(imported), key.Assessment, imported.MaximumAgeSessions);
            }
            else if (key.Context is { } context)
            {
                assessments._states[key] = assessments.WithContext(inputs, key, context, features, stabilities[key.Stability], cancellation);
            }
        }

        return assessments;
    }

    public AssessmentState? Of(SignalNeeds need) => need.Assessment is null ? null : _states[Key.Of(need)];

    private AssessmentState WithContext(
        SignalInputs inputs, Key key, ContextOptions context, PriceFeatures features, StabilityState stability, CancellationToken cancellation)
    {
        var (vectors, basic) = (inputs.ContextOf(context), _states.GetValueOrDefault(key.OfPrices));
        return context.DiagnosticsOnly
            ? ContextAssessment.Beside(inputs.Market, basic!, vectors, context)
            : ContextAssessment.Compute(inputs.Market, features, stability, basic, vectors, key.Assessment, context, cancellation);
    }

    private sealed record Key(StabilityOptions Stability, AssessmentOptions Assessment, ImportedAssessmentOptions? Imported, ContextOptions? Context)
    {
        /// <summary>The price assessment of the same options.</summary>
        public Key OfPrices => this with { Imported = null, Context = null };

        public bool StandsOnPrices => Imported is null && Context is null or { DiagnosticsOnly: true } or { Fallback: ContextFallback.Basic };

        public static Key Of(SignalNeeds need) => new(need.Stability!, need.Assessment!, need.Imported, need.Context);
    }
}
