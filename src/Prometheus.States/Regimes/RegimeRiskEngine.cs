using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;

namespace Prometheus.States.Regimes;

/// <summary>
/// How likely the regime is to change: counts of all consecutive-session pairs ≤ t, staying included, smoothed by a Dirichlet prior, the
/// h-th power of that matrix applied to the filtered probabilities (sheet B §1.5-5, §1.5-6).
/// </summary>
public static class RegimeRiskEngine
{
    private const int Labels = RegimeState.Labels;

    private static readonly bool[] Stressed = [true, true, false, false];

    public static StateDefinition<RegimeRiskRequest, RegimeRiskState> Definition { get; } = new()
    {
        Kind = "regime risk",
        ModelId = "regime-risk-v1",
        Default = new RegimeRiskRequest(RegimeOptions.Default, RegimeRiskOptions.Default),
        Reads = _ => MarketReads.TotalReturns,
        Needs = request => [RegimeEngine.Definition.Of(request.Regime)],
        Compute = (reader, all) => [.. all.Select(request => Compute(reader.Get(RegimeEngine.Definition.Of(request.Regime)), request.Risk))],
    };

    public static RegimeRiskState Compute(RegimeState state, RegimeRiskOptions options) => Compute(state.Label, state.Probability, options);

    /// <param name="label">[sessions × 1]; a session without a label begins and ends no pair.</param>
    /// <param name="probability">[sessions × 4] filtered probabilities.</param>
    /// <param name="options">Horizon and prior.</param>
    public static RegimeRiskState Compute(CodePanel label, Panel probability, RegimeRiskOptions options)
    {
        OptionRules.Require(options);
        if (probability.Sessions != label.Sessions || probability.Columns != Labels)
            throw new ModelError($"{label.Sessions} labels need {label.Sessions} × {Labels} probabilities, found {probability.Sessions} × {probability.Columns}");
        var counts = new TransitionCounts();
        var risks = new RegimeRisk[label.Sessions];
        for (var t = 0; t < risks.Length; t++)
        {
            if (t > 0)
                counts.Add(label[t - 1, 0], label[t, 0]);
            risks[t] = label[t, 0] == CodePanel.None
                ? new RegimeRisk(double.NaN, double.NaN, double.NaN, double.NaN, counts.Total)
                : Of(counts, probability.Row(t), options);
        }

        return new RegimeRiskState(options, risks);
    }

    private static RegimeRisk Of(TransitionCounts counts, ReadOnlySpan<double> now, RegimeRiskOptions options)
    {
        var matrix = counts.Smoothed(options);
        var power = MarkovChain.Power(matrix, Labels, options.HorizonSteps);
        var hits = MarkovChain.HitWithin(matrix, Stressed, options.HorizonSteps);
        Span<double> then = stackalloc double[Labels];
        then.Clear();
        var (stay, hit) = (0.0, 0.0);
        for (var i = 0; i < Labels; i++)
        {
            for (var j = 0; j < Labels; j++)
                then[j] += now[i] * power[(i * Labels) + j];
            stay += now[i] * power[(i * Labels) + i];
            hit += now[i] * hits[i];
        }

        return new RegimeRisk(
            Math.Max(0, 1 - stay), then[(int)RegimeLabel.Crisis] + then[(int)RegimeLabel.RiskOff], then[(int)RegimeLabel.Carry], hit, counts.Total);
    }
}

/// <summary>The risk of a change between the regimes of one model.</summary>
public sealed record RegimeRiskRequest(RegimeOptions Regime, RegimeRiskOptions Risk);
