using Prometheus.Backtest.Strategies;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Jobs;
using Prometheus.States.Profiles;
using Prometheus.Stores.Profiles;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Profiles;

/// <summary>
/// Builds the profiles of a market's issuers on the sessions of a calendar, one unit a calendar year: first their vectors, in the historical
/// database, then the profiles that name them. A year's first session always has its rows; after it a row is written only where something
/// changed.
/// </summary>
public static class BuildProfiles
{
    private static readonly MarketReads Reads = ProfileEngine.Definition.Usual.Reads | VectorStates.IssuerWindows.Usual.Reads;

    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">An unknown frequency.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        ProfileBuildOptions options,
        JobContext jobs)
    {
        OptionRules.Require(options);
        var rule = RebalanceRule.Parse(options.Frequency);
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = options.MarketId, End = options.End, Reads = Reads }, jobs.Cancellation);
        var issuers = IssuerFactsLoad.Read(databases, market, options.End);
        var modelId = ProfileState.ModelIdOf(options.Profile);
        var venue = DecisionSchedule.VenueSessions(market.Definition.Exchange, options.Start, options.End);
        var years = UnitsOf(market, issuers, options).ToDictionary(y => y.Unit);
        var key = $"profile build {market.Definition.MarketId}";
        var vectors = new IssuerVectors(market, issuers, options.Profile, jobs.Workers, jobs.Cancellation);
        vectors.Save(databases.Historical, years, SessionsOf, jobs);
        jobs.Cancellation.ThrowIfCancellationRequested();
        return jobs.Run(databases.Runtime, new Job<IReadOnlyList<IssuerProfile>>
        {
            Key = key,
            Units = [.. years.Keys],
            Compute = (unit, token) => Changed(ProfileEngine.Build(market, issuers, SessionsOf(years[unit]), options.Profile, workers: 1, token)),
            Save = (transaction, unit, profiles) =>
            {
                // Another calendar writes the same rows: what it left is no longer what its units say.
                FinishedUnit.ForgetOtherOptions(transaction, key, unit);
                return ProfileStore.Save(
                    transaction,
                    market,
                    modelId,
                    market.Sessions[years[unit].First],
                    market.Sessions[years[unit].Last],
                    profiles,
                    vectors.Refs(databases.Historical, years[unit]));
            },
        });

        int[] SessionsOf(YearUnit year) => DecisionSchedule.Rows(rule, market.Sessions, year.First, year.Last, venue);
    }

    /// <summary>Years that name what they read of the market and of the issuers.</summary>
    private static IEnumerable<YearUnit> UnitsOf(Market market, IReadOnlyList<IssuerFacts> issuers, ProfileBuildOptions options)
    {
        using var facts = new FactsDigest(issuers);
        var hash = StableId.HashOf(new { options.Profile, options.Frequency });
        foreach (var year in YearUnit.Of(market, options.Start, "profiles", hash, Reads))
        {
            var known = facts.Through(market.Sessions[year.Last]);
            yield return year with { Unit = year.Unit with { InputsDigest = $"{year.Unit.InputsDigest} {known}" } };
        }
    }

    /// <summary>The first profile of each issuer, and those that say something else than the one before.</summary>
    private static IssuerProfile[] Changed(ProfileState state)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        return state.Profiles.Where(p =>
        {
            var same = before.TryGetValue(p.IssuerId, out var hash) && hash == p.InputHash;
            before[p.IssuerId] = p.InputHash;
            return !same;
        }).ToArray();
    }
}

/// <summary>Which profiles are built.</summary>
public sealed record ProfileBuildOptions
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    /// <summary>Nothing dated or known later is read.</summary>
    public required DateOnly End { get; init; }

    /// <summary>daily, weekly, monthly or every:N, as decisions are; each year's first session is always one.</summary>
    [Words("daily", "weekly", "monthly", "every:N")]
    public string Frequency { get; init; } = "monthly";

    public ProfileOptions Profile { get; init; } = ProfileOptions.Default;
}
