using Prometheus.Core.Identity;
using Prometheus.Core.Panels;

namespace Prometheus.States.Factors;

/// <summary>The factors of a market on every session and what each name moves by with them. NaN where not defined.</summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="Factors">Columns of <paramref name="Returns"/>: the market, its sectors and the statistical ones, each group in ordinal order of ids.</param>
/// <param name="Returns">[sessions × factors] simple return of the session, a fraction.</param>
/// <param name="MarketExposure">[sessions × instruments] shrunk slope on the market.</param>
/// <param name="SectorExposure">[sessions × instruments] shrunk slope on the own sector's excess return.</param>
/// <param name="SectorFactor">[sessions × instruments] index of the own sector in <paramref name="Factors"/>.</param>
/// <param name="Fits">Statistical factors in order of their sessions; before the first and between gaps there are none.</param>
public sealed record FactorState(
    FactorOptions Options,
    IReadOnlyList<Factor> Factors,
    Panel Returns,
    Panel MarketExposure,
    Panel SectorExposure,
    CodePanel SectorFactor,
    IReadOnlyList<StatisticalFit> Fits)
{
    public const string DefaultModelId = "factor-basic-v1";

    public string ModelId => StableId.ModelId(DefaultModelId, Options, FactorOptions.Default);

    /// <summary>The statistical factors that hold on a session, or null.</summary>
    public StatisticalFit? FitOn(int session) => Fits.FirstOrDefault(f => f.FirstSession <= session && session <= f.LastSession);
}
