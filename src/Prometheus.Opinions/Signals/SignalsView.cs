using Prometheus.Core.Panels;
using Prometheus.Opinions.Universes;
using Prometheus.States.Regimes;

namespace Prometheus.Opinions.Signals;

/// <summary>Signals as known at the close of one session: prefixes, and what was decided or counted by then.</summary>
public readonly ref struct SignalsView
{
    private readonly Signals _signals;

    internal SignalsView(Signals signals, int asOf)
    {
        _signals = signals;
        AsOf = asOf;
    }

    public int AsOf { get; }

    public PanelPrefix StabilityIndex => Signals.Require(_signals.Stability, nameof(Signals.Stability)).Index.AsOf(AsOf);

    public CodePrefix StabilityClass => Signals.Require(_signals.Stability, nameof(Signals.Stability)).Class.AsOf(AsOf);

    public PanelPrefix AssessmentZ => Signals.Require(_signals.Assessment, nameof(Signals.Assessment)).Z.AsOf(AsOf);

    public PanelPrefix ExpectedReturn => Signals.Require(_signals.Assessment, nameof(Signals.Assessment)).ExpectedReturn.AsOf(AsOf);

    public PanelPrefix RiskVolatility => Signals.Require(_signals.Assessment, nameof(Signals.Assessment)).RiskVolatility.AsOf(AsOf);

    /// <summary>The universe decided at the as-of session, or null where that is no decision session. λ̂ of its candidates stands in them.</summary>
    public UniverseSnapshot? Universe => Signals.Require(_signals.Universe, nameof(Signals.Universe)).On(AsOf);

    /// <summary>[sessions × 1] codes of <see cref="RegimeLabel"/>.</summary>
    public CodePrefix RegimeLabels => Signals.Require(_signals.Regime, nameof(Signals.Regime)).Label.AsOf(AsOf);

    /// <summary>[sessions × 4] filtered probability of each label.</summary>
    public PanelPrefix RegimeProbability => Signals.Require(_signals.Regime, nameof(Signals.Regime)).Probability.AsOf(AsOf);

    /// <summary>The label at the as-of session; null where there is none yet.</summary>
    public RegimeLabel? Regime => Signals.Require(_signals.Regime, nameof(Signals.Regime)).LabelAt(AsOf);

    /// <summary>Where the regime may go from the as-of session.</summary>
    public RegimeRisk RegimeRisk => Signals.Require(_signals.RegimeRisk, nameof(Signals.RegimeRisk)).At(AsOf);

    /// <summary>0 … 1, NaN where unknown.</summary>
    public PanelPrefix Fragility => Signals.Require(_signals.Fragility, nameof(Signals.Fragility)).Score.AsOf(AsOf);
}
