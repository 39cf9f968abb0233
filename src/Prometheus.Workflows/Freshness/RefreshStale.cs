using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.States.Factors;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Workflows.Backtests;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Factors;
using Prometheus.Workflows.Fragility;
using Prometheus.Workflows.Regimes;
using Prometheus.Workflows.Stability;
using Prometheus.Workflows.States;
using Prometheus.Workflows.Universes;

namespace Prometheus.Workflows.Freshness;

/// <summary>
/// Recomputes what <see cref="DataStatus"/> calls stale and nothing else: derived rows over the ranges they had, runs with the configurations
/// they had (a new run, since its id follows from its data). What was made with options or files that are not stored is left and named.
/// </summary>
public static class RefreshStale
{
    private const string OtherOptions = "made with other options or a file of predictions: run its own command again";

    /// <param name="marketId">Null: all markets.</param>
    public static IReadOnlyList<RefreshStep> Execute(
        DatabasePair databases,
        string? marketId,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var steps = new List<RefreshStep>();
        var report = DataStatus.Read(databases, marketId, cancellation);
        foreach (var range in report.Ranges.OrderBy(r => Order(r.Kind)).ThenBy(r => r.Job, StringComparer.Ordinal).ThenBy(r => r.Start))
        {
            foreach (var (start, end) in PartsOf(range))
            {
                cancellation.ThrowIfCancellationRequested();
                var done = Recompute(databases, range, start, end, job, runner, progress, cancellation);
                steps.Add(new RefreshStep(range.Job, start, end, done?.Rows ?? 0, done is null ? OtherOptions : null));
            }
        }

        steps.AddRange(RefreshRuns(databases, [.. report.Runs.Where(r => r.IsStale)], job, runner, progress, cancellation));
        return steps;
    }

    /// <summary>A universe's run also saves the states and scores below it, so these come after it and find nothing left to do.</summary>
    private static int Order(string kind) => kind == "derived" ? 0 : kind == "universe" ? 1 : 2;

    /// <summary>Returns are derived from all that is stored, also where only new sessions came.</summary>
    private static List<(DateOnly Start, DateOnly End)> PartsOf(DerivedRange range)
    {
        if (range.Kind == "derived")
            return range.Stale.Count > 0 || range.SessionsBehind > 0 ? [(range.Start, range.End)] : [];
        var parts = new List<(DateOnly Start, DateOnly End)>();
        foreach (var unit in range.Stale)
        {
            // Years that follow each other are one request and give the same units.
            if (parts.Count > 0 && parts[^1].End.Year + 1 == unit.Start.Year)
                parts[^1] = (parts[^1].Start, unit.End);
            else
                parts.Add(unit);
        }

        return parts;
    }

    /// <summary>Null where the range was made with options that are not stored.</summary>
    private static JobOutcome? Recompute(
        DatabasePair databases,
        DerivedRange range,
        DateOnly start,
        DateOnly end,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        var jobs = new JobContext(job, runner, progress, cancellation);
        switch (range.Kind)
        {
            case "derived":
                return DeriveReturns.Execute(databases, range.MarketId, jobs);
            case "stability" when range.OptionsHash == StableId.HashOf(StabilityOptions.Default):
                return BackfillStability.Execute(databases, range.MarketId, StabilityEntity.Instrument, start, end, StabilityOptions.Default, jobs);
            case "stability SECTOR" or "stability MARKET" when range.OptionsHash == StableId.HashOf(StabilityOptions.Default):
                var entity = range.Kind["stability ".Length..];
                return BackfillStability.Execute(databases, range.MarketId, entity, start, end, StabilityOptions.Default, jobs);
            case "factors" when range.OptionsHash == StableId.HashOf(FactorOptions.Default):
                return BuildFactors.Execute(databases, range.MarketId, start, end, FactorOptions.Default, jobs);
            case "fragility":
                var fragility = new FragilityScoreOptions { MarketId = range.MarketId, Start = start, End = end };
                return ScoreFragility.Execute(databases, fragility, jobs);
            case "regime":
                return RefreshRegimes(databases, range, start, end, job, runner, progress, cancellation);
            case "universe" or "assessment":
                return RefreshUniverse(databases, range, start, end, job, runner, progress, cancellation);
            default:
                return null;
        }
    }

    /// <summary>Each row names the index it was classified with; the other options are the defaults, with either method.</summary>
    private static JobOutcome? RefreshRegimes(
        DatabasePair databases,
        DerivedRange range,
        DateOnly start,
        DateOnly end,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        var region = MarketCatalog.Get(range.MarketId).Region;
        var options = Enum.GetValues<RegimeMethod>().Select(m => RegimeOptions.Default with { Method = m })
            .FirstOrDefault(o => StableId.HashOf(o) == range.OptionsHash);
        return options is null ? null : ClassifyRegimes.Execute(databases, region, start, end, options, new JobContext(job, runner, progress, cancellation));
    }

    private static JobOutcome? RefreshUniverse(
        DatabasePair databases,
        DerivedRange range,
        DateOnly start,
        DateOnly end,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        var options = new UniverseBackfillOptions { Region = MarketCatalog.Get(range.MarketId).Region, Start = start, End = end };
        var outcome = BackfillUniverse.Execute(databases, options, new JobContext(job, runner, progress, cancellation));
        return range.Kind == "universe" ? outcome.Members : outcome.Scores;
    }

    private static List<RefreshStep> RefreshRuns(
        DatabasePair databases, RunFreshness[] stale, JobOptions job, JobRunner runner, IProgress<JobProgress>? progress, CancellationToken cancellation)
    {
        var steps = new List<RefreshStep>();
        var manifests = new List<RunManifest>();
        foreach (var (run, _) in stale)
        {
            try
            {
                manifests.Add(StoredRun.ManifestOf(run));
            }
            catch (DataError otherVersion)
            {
                steps.Add(new RefreshStep(NameOf(run.RunId, run.SleeveId), run.StartDate, run.EndDate, 0, otherVersion.Message));
            }
        }

        steps.AddRange(manifests.Where(m => m.Strategy is not null).Select(m => StepOf(m, 0, $"ran strategy {m.Strategy!.Id} of a program of its own: run that again")));
        manifests.RemoveAll(m => m.Strategy is not null);
        steps.AddRange(manifests.Where(m => m.Options.Lambda is not null).Select(m => StepOf(m, 0, "used a file of predictions: run its own command again")));
        foreach (var members in CampaignsOf(manifests.Where(m => m.Options.Lambda is null)))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var outcome = RunCampaign.Execute(databases, StoredRun.CampaignOf(members), job.Workers, runner, progress, cancellation);
                steps.AddRange(members.Select(m => StepOf(m, outcome.Saved.Rows / members.Length, null)));
            }
            catch (UserError gone)
            {
                // Scores or scenario sets a sleeve names are no longer the stored ones: said, and the other runs go on.
                steps.AddRange(members.Select(m => StepOf(m, 0, gone.Message)));
            }
        }

        return steps;
    }

    /// <summary>
    /// Sleeves that share their terms are one campaign, unless two have one id; what names other stored inputs stands alone, so that a missing
    /// one holds nobody else up.
    /// </summary>
    private static IEnumerable<RunManifest[]> CampaignsOf(IEnumerable<RunManifest> manifests)
        => manifests
            .GroupBy(m => (m.Sleeve.MarketId, m.Start, m.End, m.InitialCash, m.Benchmark, m.RiskFreePerYear, m.SessionsPerYear, Alone: NamesInputs(m) ? m.RunId : ""))
            .SelectMany(terms => terms.GroupBy(m => m.Sleeve.SleeveId, StringComparer.Ordinal)
                .SelectMany(sleeve => sleeve.Select((manifest, turn) => (Turn: turn, Manifest: manifest)))
                .GroupBy(s => s.Turn, s => s.Manifest))
            .Select(campaign => campaign.ToArray());

    private static bool NamesInputs(RunManifest manifest) => manifest.Options is { Imported: not null } or { ScenarioSetIds: not null }
        or { Context: not null } or { Stability.Profiles: not null };

    private static RefreshStep StepOf(RunManifest manifest, long rows, string? leftBecause)
        => new(NameOf(manifest.RunId, manifest.Sleeve.SleeveId), manifest.Start, manifest.End, rows, leftBecause);

    private static string NameOf(string runId, string sleeveId) => $"run {runId[..8]} {sleeveId}";
}
