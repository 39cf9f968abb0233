using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Time;
using Prometheus.Jobs;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Profiles;

namespace Prometheus.Workflows.Campaigns;

/// <summary>One campaign: load the market once, compute every sleeve, save what is not there yet.</summary>
public static class RunCampaign
{
    /// <summary>How far the exchange's calendar is read past the end, so that the last decision session is known.</summary>
    private const int CalendarDaysBeyondEnd = 14;

    /// <param name="databases">Prices from the historical, results to the runtime database.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="workers">Threads; no result depends on it.</param>
    /// <param name="runner">Saves units and remembers them.</param>
    /// <param name="progress">Of the saving.</param>
    /// <param name="cancellation">Ends cleanly: what is saved stays.</param>
    public static CampaignOutcome Execute(
        DatabasePair databases,
        CampaignOptions options,
        int workers,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var result = Compute(databases, options, workers, cancellation);
        var saved = runner.Run(databases.Runtime, CampaignSaving.Job(result, workers), new JobOptions { Workers = 1 }, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new CampaignOutcome(result, saved);
    }

    /// <summary>The same without saving anything.</summary>
    public static CampaignResult Compute(DatabasePair databases, CampaignOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        options = CampaignScenarios.Attach(databases, options);
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = options.MarketId, End = options.End, Reads = CampaignEngine.Reads }, cancellation);
        var digest = DigestOf(market, options, cancellation);
        options = CampaignStore.Attach(databases, market, options);
        options = StoredProfiles.Attach(databases, market, options);
        options = CampaignContexts.Attach(databases, market, options);
        return CampaignEngine.Run(market, options, ExchangeSessions(market, options), digest, workers, cancellation);
    }

    /// <summary>The digest of the slice and, where a sleeve names issuers it never admits, of what they issued: whose an instrument is counts nowhere else.</summary>
    internal static string DigestOf(Market market, CampaignOptions campaign, CancellationToken cancellation)
    {
        var excluded = campaign.Sleeves.SelectMany(s => s.Options.Universe.ExcludedIssuers ?? []).ToHashSet(StringComparer.Ordinal);
        return MarketDigest.Compute(market, excluded, cancellation);
    }

    /// <summary>The venue's sessions from the campaign's start to beyond its end.</summary>
    internal static DateOnly[] ExchangeSessions(Market market, CampaignOptions options)
        => ExchangeCalendars.Get(market.Definition.Exchange).Sessions(options.Start, options.End.AddDays(CalendarDaysBeyondEnd)).Select(s => s.Date).ToArray();
}

/// <summary>What a campaign gave and what of it was written; a rerun with the same inputs writes nothing.</summary>
public sealed record CampaignOutcome(CampaignResult Result, JobOutcome Saved);
