using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.States.Regimes;

namespace Prometheus.Opinions.Evaluation;

/// <summary>
/// How good any score is: rank correlation with what came after, returns of its buckets, decay, persistence, by sector and by regime. Forward
/// returns are labels only; a session whose forward window is incomplete is left out and counted. t-statistics are Newey–West with at least as
/// many lags as windows overlap.
/// </summary>
public static class EvaluationEngine
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members;

    /// <param name="market">The whole market; outcomes come from its total returns.</param>
    /// <param name="scores">[sessions × instruments], known at each close; NaN where there is none.</param>
    /// <param name="regimes">Labels of the same sessions, or null.</param>
    /// <param name="first">First row of the range.</param>
    /// <param name="last">Last row of the range.</param>
    /// <param name="options">Horizons, buckets, minima.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between sessions.</param>
    /// <exception cref="ModelError">Scores of another market, or a range outside of it.</exception>
    public static EvaluationState Evaluate(
        Market market,
        Panel scores,
        RegimeState? regimes,
        int first,
        int last,
        EvaluationOptions options,
        int workers,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        if (scores.Sessions != market.Sessions.Count || scores.Columns != market.Instruments.Count)
            throw new ModelError($"scores of {scores.Sessions} × {scores.Columns} cannot be held against a market of {market.Sessions.Count} × {market.Instruments.Count}");
        if (first < 0 || last < first || last >= market.Sessions.Count)
            throw new ModelError($"rows {first} to {last} lie outside a market of {market.Sessions.Count} sessions");

        var forward = new ForwardReturns(market);
        var walk = new EvaluationWalk(market, scores, first, last, options, workers, cancellation);
        var outcomes = options.Horizons.ToDictionary(h => h, forward.Over);
        var horizons = options.Horizons.Select(h => walk.Horizon(outcomes[h], h)).ToArray();
        var primary = outcomes[options.PrimaryHorizon];
        var decayed = outcomes.GetValueOrDefault(options.DecayHorizon) ?? forward.Over(options.DecayHorizon);
        var (scored, coverage) = walk.Coverage();
        return new EvaluationState(
            options,
            [.. market.Sessions.Dates[first..(last + 1)]],
            scored,
            coverage,
            horizons,
            [.. options.DecayLags.Select(lag => walk.Decay(decayed, lag))],
            [.. options.PersistenceLags.Select(walk.Persistence)],
            [.. walk.Sectors(primary)],
            regimes is null ? [] : [.. Regimes(regimes, horizons.First(h => h.Horizon == options.PrimaryHorizon), first)]);
    }

    /// <summary>Mean and t of what was observed; the lags cover the overlap of windows.</summary>
    internal static (int Count, double Mean, double T) Summarise(ReadOnlySpan<double> values, int horizon)
    {
        var room = new double[values.Length];
        var observed = room.AsSpan(0, LaneSum.Compact(values, room));
        return (observed.Length, LaneStatistics.Mean(observed), NeweyWest.TStatistic(observed, Math.Max(horizon - 1, NeweyWest.Lags(observed.Length))));
    }

    private static IEnumerable<GroupEvaluation> Regimes(RegimeState regimes, HorizonEvaluation primary, int first)
    {
        foreach (var label in Enum.GetValues<RegimeLabel>())
        {
            var values = primary.Ic.Select((ic, k) => regimes.LabelAt(first + k) == label ? ic : double.NaN).ToArray();
            var (count, mean, t) = Summarise(values, primary.Horizon);
            yield return new GroupEvaluation(RegimeNames[(int)label], count, mean, t);
        }
    }

    private static readonly string[] RegimeNames =
        Array.ConvertAll(Enum.GetValues<RegimeLabel>(), l => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(l.ToString()));
}

/// <summary>Everything known about how good a score is, over one range of sessions.</summary>
/// <param name="Options">How it was judged.</param>
/// <param name="Dates">The sessions of the range.</param>
/// <param name="ScoredSessions">Sessions with enough scores.</param>
/// <param name="Coverage">Mean share of the names with a close that have a score; NaN without a name.</param>
/// <param name="Horizons">One a horizon, ascending.</param>
/// <param name="Decay">By age of the score.</param>
/// <param name="Persistence">By lag.</param>
/// <param name="Sectors">By sector name; sectors that never have enough names are left out.</param>
/// <param name="Regimes">By label; empty without regimes.</param>
public sealed record EvaluationState(
    EvaluationOptions Options,
    IReadOnlyList<DateOnly> Dates,
    int ScoredSessions,
    double Coverage,
    IReadOnlyList<HorizonEvaluation> Horizons,
    IReadOnlyList<DecayPoint> Decay,
    IReadOnlyList<PersistencePoint> Persistence,
    IReadOnlyList<GroupEvaluation> Sectors,
    IReadOnlyList<GroupEvaluation> Regimes)
{
    public HorizonEvaluation Primary => Horizons.First(h => h.Horizon == Options.PrimaryHorizon);
}

/// <summary>The rank correlation over the primary horizon within one sector, or on the sessions of one regime.</summary>
/// <param name="Name">Sector or regime.</param>
/// <param name="Sessions">Sessions that count.</param>
/// <param name="MeanIc">Mean rank correlation.</param>
/// <param name="IcT">Its Newey–West t-statistic.</param>
public sealed record GroupEvaluation(string Name, int Sessions, double MeanIc, double IcT);

/// <summary>What a score said about returns over one horizon. NaN where no session counts.</summary>
/// <param name="Horizon">Sessions looked forward.</param>
/// <param name="Sessions">Sessions that count.</param>
/// <param name="LeftOut">Sessions with enough scores whose forward window ends after the last session.</param>
/// <param name="MeanIc">Mean rank correlation of score and forward return.</param>
/// <param name="IcDeviation">Its standard deviation over sessions.</param>
/// <param name="IcT">t-statistic of the mean, Newey–West with at least horizon − 1 lags.</param>
/// <param name="PositiveShare">Share of sessions with a positive correlation.</param>
/// <param name="BucketReturns">Mean return of each bucket over that of all scored names, a year; lowest scores first.</param>
/// <param name="Spread">Highest minus lowest bucket, a year.</param>
/// <param name="SpreadT">Its t-statistic, as for the correlation.</param>
/// <param name="Ic">Rank correlation of every session of the range; NaN where it does not count.</param>
/// <param name="SpreadSeries">Highest minus lowest bucket over the horizon, of every session of the range.</param>
public sealed record HorizonEvaluation(
    int Horizon,
    int Sessions,
    int LeftOut,
    double MeanIc,
    double IcDeviation,
    double IcT,
    double PositiveShare,
    IReadOnlyList<double> BucketReturns,
    double Spread,
    double SpreadT,
    IReadOnlyList<double> Ic,
    IReadOnlyList<double> SpreadSeries);
