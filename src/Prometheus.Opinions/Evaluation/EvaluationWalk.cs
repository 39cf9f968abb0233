using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Evaluation;

/// <summary>Goes over the sessions of the range once for every question.</summary>
internal sealed class EvaluationWalk(
    Market market, Panel scores, int first, int last, EvaluationOptions options, int workers, CancellationToken cancellation)
{
    private readonly int _columns = market.Instruments.Count;
    private readonly int _sessions = last - first + 1;

    public HorizonEvaluation Horizon(Panel outcomes, int horizon)
    {
        var (ic, spread, buckets) = (Unknown(), Unknown(), new double[_sessions * options.Buckets]);
        Array.Fill(buckets, double.NaN);
        var leftOut = 0;
        ForEach((study, t) =>
        {
            var x = scores.Row(t);
            if (t + horizon >= scores.Sessions)
            {
                if (Scored(x) >= options.MinimumNames)
                    Interlocked.Increment(ref leftOut);
                return;
            }

            ic[t - first] = study.Correlation(x, outcomes.Row(t), options.MinimumNames);
            if (study.Count < options.MinimumNames)
                return;
            var means = buckets.AsSpan((t - first) * options.Buckets, options.Buckets);
            study.Buckets(means);
            spread[t - first] = means[^1] - means[0];
        });
        var (count, mean, tStatistic) = EvaluationEngine.Summarise(ic, horizon);
        var (_, spreadMean, spreadT) = EvaluationEngine.Summarise(spread, horizon);
        var years = (double)options.SessionsPerYear / horizon;
        var observed = ic.Where(v => !double.IsNaN(v)).ToArray();
        return new HorizonEvaluation(
            horizon,
            count,
            leftOut,
            mean,
            LaneStatistics.StandardDeviation(observed),
            tStatistic,
            count == 0 ? double.NaN : (double)observed.Count(v => v > 0) / count,
            [.. Enumerable.Range(0, options.Buckets).Select(b => MeanOf(buckets, b) * years)],
            spreadMean * years,
            spreadT,
            ic,
            spread);
    }

    public DecayPoint Decay(Panel outcomes, int lag)
    {
        var ic = Unknown();
        ForEach((study, t) =>
        {
            if (t + lag < scores.Sessions)
                ic[t - first] = study.Correlation(scores.Row(t), outcomes.Row(t + lag), options.MinimumNames);
        });
        var (count, mean, tStatistic) = EvaluationEngine.Summarise(ic, options.DecayHorizon);
        return new DecayPoint(lag, count, mean, tStatistic);
    }

    public PersistencePoint Persistence(int lag)
    {
        var (correlation, turnover) = (Unknown(), Unknown());
        ForEach((study, t) =>
        {
            if (t + lag > last)
                return;
            correlation[t - first] = study.Correlation(scores.Row(t), scores.Row(t + lag), options.MinimumNames);
            if (double.IsNaN(correlation[t - first]))
                return;
            var (now, then) = (new bool[_columns], new bool[_columns]);
            var size = study.MarkTop(scores.Row(t), options.Buckets, now);
            study.MarkTop(scores.Row(t + lag), options.Buckets, then);
            var stayed = 0;
            for (var i = 0; i < _columns; i++)
                stayed += now[i] && then[i] ? 1 : 0;
            turnover[t - first] = size == 0 ? double.NaN : 1 - ((double)stayed / size);
        });
        return new PersistencePoint(lag, EvaluationEngine.Summarise(correlation, 1).Mean, EvaluationEngine.Summarise(turnover, 1).Mean);
    }

    public IEnumerable<GroupEvaluation> Sectors(Panel outcomes)
    {
        for (var s = 0; s <= market.Sectors.Names.Count; s++)
        {
            var code = s == market.Sectors.Names.Count ? CodePanel.None : (byte)s;
            var ic = Unknown();
            ForEach((study, t) => ic[t - first] = study.Correlation(
                scores.Row(t), outcomes.Row(t), options.MinimumSectorNames, market.Sectors.Codes.Row(t), code));
            var (count, mean, tStatistic) = EvaluationEngine.Summarise(ic, options.PrimaryHorizon);
            if (count > 0)
                yield return new GroupEvaluation(market.Sectors.NameOf(code), count, mean, tStatistic);
        }
    }

    /// <summary>Sessions with enough scores, and the mean share of names with a close that have one.</summary>
    public (int Sessions, double Share) Coverage()
    {
        var (scored, shares) = (0, new double[_sessions]);
        for (var t = first; t <= last; t++)
        {
            var (closes, row) = (0, 0);
            var observed = market.TotalReturns.LogIndex.Row(t);
            for (var i = 0; i < _columns; i++)
            {
                if (double.IsNaN(observed[i]) || market.Funds.Contains(i))
                    continue;
                closes++;
                row += double.IsNaN(scores[t, i]) ? 0 : 1;
            }

            scored += Scored(scores.Row(t)) >= options.MinimumNames ? 1 : 0;
            shares[t - first] = closes == 0 ? double.NaN : (double)row / closes;
        }

        return (scored, EvaluationEngine.Summarise(shares, 1).Mean);
    }

    private static int Scored(ReadOnlySpan<double> row)
    {
        var count = 0;
        foreach (var value in row)
            count += double.IsNaN(value) ? 0 : 1;
        return count;
    }

    private double[] Unknown()
    {
        var values = new double[_sessions];
        Array.Fill(values, double.NaN);
        return values;
    }

    private double MeanOf(double[] buckets, int bucket)
    {
        var values = new double[_sessions];
        for (var k = 0; k < _sessions; k++)
            values[k] = buckets[(k * options.Buckets) + bucket];
        return EvaluationEngine.Summarise(values, 1).Mean;
    }

    private void ForEach(Action<RankStudy, int> session)
        => Parallel.For(
            first,
            last + 1,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            () => new RankStudy(_columns),
            (t, _, study) =>
            {
                session(study, t);
                return study;
            },
            _ => { });
}

/// <summary>How much a score changes over some sessions.</summary>
/// <param name="Lag">Sessions between two scores of a name.</param>
/// <param name="RankCorrelation">Mean rank correlation of the two.</param>
/// <param name="Turnover">Mean share of the highest bucket that has left it.</param>
public sealed record PersistencePoint(int Lag, double RankCorrelation, double Turnover);

/// <summary>How much a score still says when it is some sessions old.</summary>
/// <param name="Lag">Sessions between the score and the beginning of the return.</param>
/// <param name="Sessions">Sessions that count.</param>
/// <param name="MeanIc">Mean rank correlation.</param>
/// <param name="IcT">Its Newey–West t-statistic.</param>
public sealed record DecayPoint(int Lag, int Sessions, double MeanIc, double IcT);
