using System.Runtime.InteropServices;
using Prometheus.Opinions.Universes;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Metrics;

/// <summary>Reads the exposures of a walk off its decisions and the regimes of its market.</summary>
public static class StateExposures
{
    /// <param name="daily">Sessions of the walk, ascending.</param>
    /// <param name="decisions">By session.</param>
    /// <param name="regimes">Null where none are known.</param>
    /// <param name="risks">Null where none are known.</param>
    /// <param name="hasLambda">λ̂ was looked up: a universe without any has the coverage 0, not an unknown one.</param>
    /// <returns>One a session.</returns>
    public static StateExposure[] Of(
        ReadOnlySpan<DailyRecord> daily,
        ReadOnlySpan<DecisionRecord> decisions,
        RegimeState? regimes = null,
        RegimeRiskState? risks = null,
        bool hasLambda = false)
    {
        var exposures = new StateExposure[daily.Length];
        var (carried, next) = (StateExposure.Unknown, 0);
        for (var k = 0; k < daily.Length; k++)
        {
            var session = daily[k].Session;
            for (; next < decisions.Length && decisions[next].Session <= session; next++)
            {
                if (decisions[next].Universe is { } universe)
                    carried = MembersOf(universe, hasLambda);
            }

            var risk = risks?.At(session);
            exposures[k] = carried with
            {
                Regime = regimes?.LabelAt(session),
                RegimeRisk = risk?.Score ?? double.NaN,
                RegimeChangeAny = risk?.ChangeAny ?? double.NaN,
            };
        }

        return exposures;
    }

    private static StateExposure MembersOf(UniverseSnapshot universe, bool hasLambda)
    {
        var size = 0;
        var (lambda, risk, worsen) = (default(ObservedMean), default(ObservedMean), default(ObservedMean));
        foreach (ref readonly var candidate in universe.Candidates.AsSpan())
        {
            if (!candidate.Included)
                continue;
            size++;
            lambda = lambda.With(candidate.LambdaScore);
            risk = risk.With(candidate.StabilityRisk);
            worsen = worsen.With(candidate.StabilityWorsen);
        }

        return StateExposure.Unknown with
        {
            UniverseSize = size,
            LambdaScoreMean = lambda.Value,
            LambdaScoreCoverage = hasLambda && size > 0 ? (double)lambda.Count / size : double.NaN,
            StabilityRiskMean = risk.Value,
            StabilityWorsenMean = worsen.Value,
        };
    }

    /// <summary>Mean of what was observed.</summary>
    private readonly record struct ObservedMean(double Sum, int Count)
    {
        public double Value => Count == 0 ? double.NaN : Sum / Count;

        public ObservedMean With(double value) => double.IsNaN(value) ? this : new ObservedMean(Sum + value, Count + 1);
    }
}

/// <summary>
/// What a sleeve was exposed to at the close of one session (sheet C §1.6). Between decisions the last decided universe carries on. NaN, or no
/// label, where the source is missing.
/// </summary>
/// <param name="UniverseSize">Members of the universe.</param>
/// <param name="LambdaScoreMean">Mean λ̂ of the members that have one.</param>
/// <param name="LambdaScoreCoverage">Share of the members that have one; NaN where the sleeve knows no λ̂ at all.</param>
/// <param name="StabilityRiskMean">Mean probability of the members to be TARGETABLE or BREAKER at the horizon.</param>
/// <param name="StabilityWorsenMean">Mean probability of the members to be in any worse class at the horizon.</param>
/// <param name="Regime">Label known at the close.</param>
/// <param name="RegimeRisk">Probability of CRISIS or RISK_OFF at the horizon.</param>
/// <param name="RegimeChangeAny">Probability of another label at the horizon.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StateExposure(
    double UniverseSize,
    double LambdaScoreMean,
    double LambdaScoreCoverage,
    double StabilityRiskMean,
    double StabilityWorsenMean,
    RegimeLabel? Regime,
    double RegimeRisk,
    double RegimeChangeAny)
{
    public static StateExposure Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, null, double.NaN, double.NaN);
}
