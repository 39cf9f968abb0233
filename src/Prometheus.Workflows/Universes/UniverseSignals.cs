using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Universes;
using Prometheus.States.Fragility;
using Prometheus.States.Prices;
using Prometheus.States.Profiles;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores;

namespace Prometheus.Workflows.Universes;

/// <summary>The states a universe stands on, each computed when it is first needed and once.</summary>
internal sealed class UniverseSignals
{
    public UniverseSignals(DatabasePair databases, Market market, UniverseBackfillOptions options, KnownProfiles? profiles, int workers, CancellationToken cancellation)
    {
        AssessmentOptions = AssessmentOptions.Default with { HorizonSessions = options.Universe.AssessmentHorizon };
        Stability = new Lazy<StabilityState>(() => StabilityEngine.Compute(market, options.Stability, workers, cancellation) with
        {
            Profiles = profiles?.InForce(market, IssuersOf(databases, market), options.Stability.Profiles!.MaximumAgeSessions),
        });
        Assessment = new Lazy<AssessmentState>(() => AssessmentEngine.Compute(
            market, PriceFeatures.Compute(market, workers, cancellation), Stability.Value, [AssessmentOptions], workers, cancellation)[0]);
        Universe = new Lazy<UniverseState>(() => UniverseEngine.Select(
            market,
            Stability.Value,
            Assessment.Value,
            Enumerable.Range(0, market.Sessions.Count).ToArray(),
            options.Universe,
            InputsOf(databases, market, options, workers, cancellation)));
    }

    public AssessmentOptions AssessmentOptions { get; }

    public Lazy<StabilityState> Stability { get; }

    public Lazy<AssessmentState> Assessment { get; }

    /// <summary>Decided on every session of the market.</summary>
    public Lazy<UniverseState> Universe { get; }

    private UniverseInputs InputsOf(
        DatabasePair databases, Market market, UniverseBackfillOptions options, int workers, CancellationToken cancellation)
    {
        var regime = RegimeEngine.Compute(market, RegimeOptions.Default, workers, cancellation);
        return new UniverseInputs
        {
            Lambda = options.Lambda,
            Regime = regime,
            RegimeRisk = RegimeRiskEngine.Compute(regime, RegimeRiskOptions.Default),
            Fragility = options.Universe.MaximumFragility is null
                ? null
                : FragilityEngine.Compute(market, Stability.Value, regime, null, FragilityOptions.Default, workers, cancellation),
            Issuers = options.Universe.ExcludedIssuers is null ? null : IssuersOf(databases, market),
        };
    }

    /// <summary>Issuer of each column, null where none is stored.</summary>
    internal static string?[] IssuersOf(DatabasePair databases, Market market)
    {
        var issuers = new string?[market.Instruments.Count];
        foreach (var row in InstrumentStore.ReadMarket(databases.Runtime, market.Definition.MarketId))
        {
            if (market.Instruments.IndexOf(row.InstrumentId) is var column and >= 0)
                issuers[column] = row.IssuerId;
        }

        return issuers;
    }
}
