namespace Prometheus.Sources.Synthetic;

/// <summary>What the synthetic market knows about itself.</summary>
/// <param name="IndexFund">The instrument that follows the market factor.</param>
/// <param name="Tone">How the words of news tell the drift of the company they are about.</param>
/// <param name="Sessions">One entry a session, ascending.</param>
/// <param name="Crises">Stays in the CRISIS regime, first and last session.</param>
/// <param name="Companies">In ordinal order of ids.</param>
public sealed record SyntheticTruth(
    SyntheticMarketOptions Options,
    string IndexFund,
    PlantedSignals Planted,
    PlantedTone Tone,
    IReadOnlyList<SyntheticRegime> Regimes,
    IReadOnlyList<SessionTruth> Sessions,
    IReadOnlyList<CrisisTruth> Crises,
    IReadOnlyList<CompanyTruth> Companies);
