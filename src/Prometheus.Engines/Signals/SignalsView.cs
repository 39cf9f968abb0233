using Prometheus.Core.Panels;
using Prometheus.Engines.Universe;

namespace Prometheus.Engines.Signals;

/// <summary>Signals as known at the close of one session: prefixes only.</summary>
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

    /// <summary>The universe decided at the as-of session, or null where that is no decision session.</summary>
    public UniverseSnapshot? Universe => Signals.Require(_signals.Universe, nameof(Signals.Universe)).On(AsOf);
}
