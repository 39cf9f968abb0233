using Prometheus.Core.Markets;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.States.Profiles;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Profiles;

/// <summary>
/// Saves the ISSUER form of <c>num-profile-core-v1</c> on the sessions of profiles: the same windows and fits as its INSTRUMENT form, which know
/// statements as well.
/// </summary>
internal sealed class IssuerVectors
{
    private const string EntityType = "ISSUER";

    private readonly Market _market;
    private readonly IReadOnlyList<IssuerFacts> _issuers;
    private readonly Lazy<(NumericState State, EntitySeries Series)> _encoder;

    public IssuerVectors(Market market, IReadOnlyList<IssuerFacts> issuers, ProfileOptions options, int workers, CancellationToken cancellation)
    {
        (_market, _issuers) = (market, issuers);
        _encoder = new Lazy<(NumericState, EntitySeries)>(() =>
        {
            var (fitted, series) = IssuerSeries.Of(market, issuers, options);
            return (NumericEngine.Fit(fitted, NumericModel.Profile, NumericOptions.Default, workers, cancellation), series);
        });
    }

    public static string ModelId => NumericModels.IdOf(NumericModel.Profile, NumericOptions.Default);

    /// <summary>Encodes and saves, one unit a year.</summary>
    /// <param name="sessionsOf">The sessions of a year that have profiles.</param>
    public JobOutcome Save(
        Database historical, IReadOnlyDictionary<JobUnit, YearUnit> years, Func<YearUnit, int[]> sessionsOf, JobContext jobs)
        => (jobs with { Progress = null }).Run(historical, new Job<IReadOnlyList<NumericBlock>>
        {
            Key = $"profile vectors {_market.Definition.MarketId}",
            Units = [.. years.Keys],
            Compute = (unit, token) =>
            {
                var (state, series) = _encoder.Value;
                return [.. sessionsOf(years[unit]).Select(t => NumericEngine.Encode(state, series, t, t + 1, workers: 1, token))];
            },
            Save = (transaction, unit, blocks) => NumericEmbeddingStore.Save(
                transaction, _encoder.Value.State, _encoder.Value.Series, _market.Sessions, RangeOf(years[unit]), blocks),
        });

    /// <summary>Key of a stored vector by issuer and date; null where there is none.</summary>
    public Func<IssuerProfile, string?> Refs(IDatabaseReads historical, YearUnit year)
    {
        var spec = NumericModels.WindowSpec(NumericOptions.Default.WindowSessions);
        var stored = NumericEmbeddingStore.Read(historical, ModelId, spec, EntityType, _market.Sessions[year.First], _market.Sessions[year.Last])
            .Select(v => (v.EntityId, v.AsOf)).ToHashSet();
        return profile => stored.Contains((profile.IssuerId, profile.AsOf))
            ? FormattableString.Invariant($"{ModelId}|{spec}|{EntityType}|{profile.AsOf:yyyy-MM-dd}|{profile.IssuerId}")
            : null;
    }

    private NumericRange RangeOf(YearUnit year)
        => new(_market.Definition.MarketId, _market.Sessions[year.First], _market.Sessions[year.Last]) { Entities = [.. _issuers.Select(i => i.IssuerId)] };
}
