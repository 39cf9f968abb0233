namespace Prometheus.States.Regimes;

/// <summary>Regime-change risks of every session; row t counts transitions among rows ≤ t.</summary>
public sealed class RegimeRiskState
{
    private readonly RegimeRisk[] _risks;

    internal RegimeRiskState(RegimeRiskOptions options, RegimeRisk[] risks)
    {
        Options = options;
        _risks = risks;
    }

    public RegimeRiskOptions Options { get; }

    public int Sessions => _risks.Length;

    public RegimeRisk At(int session) => _risks[session];
}
