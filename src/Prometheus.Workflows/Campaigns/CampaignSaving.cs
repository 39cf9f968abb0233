using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Identity;
using Prometheus.Jobs;
using Prometheus.Opinions.Assessment;
using Prometheus.States.Stability;
using Prometheus.Stores.Runs;
using Prometheus.Stores.States;
using Prometheus.Workflows.Risk;

namespace Prometheus.Workflows.Campaigns;

/// <summary>The units a campaign is saved in: shared states and scores on decision sessions once, then each run with all that belongs to it.</summary>
internal static class CampaignSaving
{
    /// <param name="workers">Threads of what is still to be computed.</param>
    public static Job<Func<DatabaseTransaction, long>> Job(CampaignResult result, int workers)
    {
        var saves = new Dictionary<JobUnit, Func<CancellationToken, Func<DatabaseTransaction, long>>>();
        var runs = result.Sleeves.OfType<SleeveRun>().ToArray();
        AddStabilities(runs, saves);
        AddScores(runs, saves);
        foreach (var sleeve in result.Sleeves)
        {
            var unit = new JobUnit("run", Range(sleeve.Manifest.Start, sleeve.Manifest.End), sleeve.RunId, sleeve.Manifest.OptionsHash, InputsOf(sleeve));
            saves[unit] = sleeve is SleeveRun run
                ? cancellation => Save(run, workers, cancellation)
                : _ => transaction => RunStore.Save(transaction, (SleeveFailure)sleeve);
        }

        return new Job<Func<DatabaseTransaction, long>>
        {
            Key = $"campaign {result.Options.MarketId}",
            Units = [.. saves.Keys],
            Compute = (unit, cancellation) => saves[unit](cancellation),
            Save = (transaction, _, save) => save(transaction),
        };
    }

    /// <summary>Bumped when more, or something else, is stored of the same run: then a rerun writes it again.</summary>
    private const string Contents = "4";

    /// <summary>A run follows from its manifest; a failure also from what went wrong.</summary>
    private static string InputsOf(SleeveResult sleeve) => sleeve is SleeveFailure failure ? $"failed: {failure.Reason}" : $"{sleeve.RunId} {Contents}";

    /// <summary>The reports are computed while another unit is being saved.</summary>
    private static Func<DatabaseTransaction, long> Save(SleeveRun run, int workers, CancellationToken cancellation)
    {
        var reports = RiskReports.Of(run, workers, cancellation);
        return transaction => RunStore.Save(transaction, run) + reports(transaction);
    }

    private static void AddStabilities(SleeveRun[] runs, Dictionary<JobUnit, Func<CancellationToken, Func<DatabaseTransaction, long>>> saves)
    {
        foreach (var group in runs.Where(r => r.Signals.Stability is not null).GroupBy(r => r.Signals.Stability!, ReferenceEqualityComparer.Instance))
        {
            var state = (StabilityState)group.Key!;
            var market = group.First().Market;
            var sessions = SessionsOf(group);
            saves[Unit("stability", group.First(), sessions, state.ModelId, state.Options.Profiles?.Digest)] =
                _ => transaction => StabilityStore.Save(transaction, market, state, SessionSelection.Of(sessions));
        }
    }

    private static void AddScores(SleeveRun[] runs, Dictionary<JobUnit, Func<CancellationToken, Func<DatabaseTransaction, long>>> saves)
    {
        foreach (var group in runs.Where(r => r.Signals.Assessment is not null).GroupBy(
            r => (r.Sleeve.AssessmentStrategyId, r.Signals.Assessment!.ModelId, r.Signals.Assessment!.Options.HorizonSessions, r.Signals.Assessment!.Context?.Options)))
        {
            AssessmentState state = group.First().Signals.Assessment!;
            var (market, strategy) = (group.First().Market, group.Key.AssessmentStrategyId);
            var sessions = SessionsOf(group);
            var model = string.Create(CultureInfo.InvariantCulture, $"{strategy} {state.ModelId} {state.Options.HorizonSessions}");
            if (state.Context is { } context)
                model += $" {context.Vectors.ModelId}";
            saves[Unit("scores", group.First(), sessions, model, state.Context?.Vectors.Digest)] =
                _ => transaction => ScoreStore.Save(transaction, market, strategy, state, SessionSelection.Of(sessions));
        }
    }

    private static int[] SessionsOf(IEnumerable<SleeveRun> runs)
        => runs.SelectMany(r => r.Decisions).Select(d => d.Session).Distinct().Order().ToArray();

    /// <param name="readBeside">Digest of what was read beside the market; null for nothing.</param>
    private static JobUnit Unit(string kind, SleeveRun run, int[] sessions, string model, string? readBeside)
    {
        var dates = sessions.Select(s => run.Market.Sessions[s]).ToArray();
        return new JobUnit(kind, Range(dates[0], dates[^1]), model, StableId.HashOf(dates), readBeside is null ? run.Manifest.DataDigest : $"{run.Manifest.DataDigest} {readBeside}");
    }

    private static string Range(DateOnly start, DateOnly end) => string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM-dd}..{end:yyyy-MM-dd}");
}
