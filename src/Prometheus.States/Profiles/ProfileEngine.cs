using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.States.Declarations;

namespace Prometheus.States.Profiles;

/// <summary>
/// <c>issuer-profile-v1</c> (sheet A §4, §6.10): what was known of every issuer at the close of a session. Statements, news and texts count from
/// the session they became known, restatements replace what they restate from then on; behaviour is of total returns of the instrument that was
/// traded most. Missing inputs stay missing and lower the data quality. A profile of session t depends on rows and facts ≤ t only.
/// </summary>
public static class ProfileEngine
{
    public static PiecewiseDefinition Definition { get; } = new()
    {
        Kind = "profiles",
        ModelId = ProfileState.DefaultModelId,
        Table = "profiles",
        Command = "profile build",
        Reads = MarketReads.Members | MarketReads.Levels,
        StoredReads = ["financial_statements", "instrument_facts", "news_articles", "filings", "earnings_calls"],
    };

    /// <param name="market">Prices, volumes and sectors.</param>
    /// <param name="issuers">Everything stored of each; ids ascending, each once.</param>
    /// <param name="sessions">Rows to build profiles on, ascending.</param>
    /// <param name="options">Windows, references and weights.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between sessions.</param>
    public static ProfileState Build(
        Market market,
        IReadOnlyList<IssuerFacts> issuers,
        IReadOnlyList<int> sessions,
        ProfileOptions options,
        int workers,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var scribes = issuers.Select(i => new IssuerProfileBuilder(market, i, options)).ToArray();
        var built = new IssuerProfile[sessions.Count][];
        Parallel.For(
            0,
            sessions.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            k => built[k] = OnSession(scribes, sessions[k], options));
        return new ProfileState(options, [.. sessions], [.. built.SelectMany(p => p)]);
    }

    private static IssuerProfile[] OnSession(IssuerProfileBuilder[] scribes, int session, ProfileOptions options)
    {
        var profiles = scribes.Select(s => s.Write(session)).OfType<IssuerProfile>().ToArray();
        SectorPercentiles.Add(profiles);
        for (var k = 0; k < profiles.Length; k++)
        {
            var profile = profiles[k] with { Weak = profiles[k].Flags.WeaknessOf(options) >= options.WeakFrom };
            profiles[k] = profile with { InputHash = StableId.HashOf(ProfileContent.Of(profile)) };
        }

        return profiles;
    }
}

/// <summary>Profiles on some sessions.</summary>
/// <param name="Options">What they were built with.</param>
/// <param name="Sessions">Rows of the market, ascending.</param>
/// <param name="Profiles">By session, then by issuer id; an issuer none of whose instruments had a close by then has none.</param>
public sealed record ProfileState(ProfileOptions Options, IReadOnlyList<int> Sessions, IReadOnlyList<IssuerProfile> Profiles)
{
    public const string DefaultModelId = "issuer-profile-v1";

    public string ModelId => ModelIdOf(Options);

    public static string ModelIdOf(ProfileOptions options) => Core.Identity.StableId.ModelId(DefaultModelId, options, ProfileOptions.Default);
}
