using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.Opinions.Evaluation;

namespace Prometheus.Opinions.Assessment;

/// <summary>
/// Fits a head for every year from what came of earlier vectors. Training dates are the first of each week with vectors, so that overlapping
/// outcomes of daily ones do not crowd a fit; an outcome is the total return over H less its date's mean, in standard deviations of the date,
/// cut at ± 3. A fit that serves from a year's first session on knows outcomes that were complete H sessions before the session before it.
/// </summary>
internal sealed class ContextTraining
{
    private const double OutcomeLimit = 3;

    private readonly Market _market;
    private readonly ContextVectors _vectors;
    private readonly ContextOptions _options;
    private readonly int _horizon;
    private readonly Panel _outcomes;
    private readonly List<(int Session, int First, int End)> _dates;

    public ContextTraining(Market market, ContextVectors vectors, ContextOptions options, int horizonSessions)
    {
        (_market, _vectors, _options, _horizon) = (market, vectors, options, horizonSessions);
        _outcomes = new ForwardReturns(market, knownInWindow: true).Over(horizonSessions);
        _dates = [.. TrainingDates()];
    }

    /// <param name="instrumentOf">Column of each row of the vectors; −1 where the market does not have it.</param>
    public IReadOnlyList<ContextFit> Fit(int[] instrumentOf, CancellationToken cancellation)
    {
        var head = new RidgeHead(_vectors.Dimensions);
        var fits = new List<ContextFit>();
        var (next, firstUsed, lastUsed) = (0, 0, 0);
        foreach (var served in YearBegins())
        {
            cancellation.ThrowIfCancellationRequested();
            var through = served - 1 - _horizon;
            for (; next < _dates.Count && _dates[next].Session + _horizon <= through; next++)
            {
                if (!Add(head, _dates[next], instrumentOf))
                    continue;
                firstUsed = head.Dates == 1 ? _dates[next].Session : firstUsed;
                lastUsed = _dates[next].Session;
            }

            if (head.Dates < _options.MinimumTrainingDates)
                continue;
            var spacing = (double)(lastUsed - firstUsed) / Math.Max(1, head.Dates - 1);
            if (head.Solve(_horizon / Math.Max(1, spacing)) is { } solved)
                fits.Add(new ContextFit(served, lastUsed + _horizon, head.Dates, head.Rows, solved.Penalty, solved.Coefficients));
        }

        return fits;
    }

    /// <summary>False where too few names have a vector and an outcome, or the outcomes do not differ.</summary>
    private bool Add(RidgeHead head, (int Session, int First, int End) date, int[] instrumentOf)
    {
        var room = date.End - date.First;
        var (rows, outcomes, count) = (new int[room], new double[room], 0);
        for (var k = date.First; k < date.End; k++)
        {
            if (instrumentOf[k] < 0 || double.IsNaN(_outcomes[date.Session, instrumentOf[k]]))
                continue;
            (rows[count], outcomes[count]) = (k, _outcomes[date.Session, instrumentOf[k]]);
            count++;
        }

        var y = outcomes.AsSpan(0, count);
        if (count < _options.MinimumNames || !Standardise(y))
            return false;
        var x = new double[count * _vectors.Dimensions];
        for (var i = 0; i < count; i++)
        {
            var vector = _vectors.Row(rows[i], _market.Sessions[date.Session]);
            for (var k = 0; k < vector.Length; k++)
                x[(i * vector.Length) + k] = vector[k];
        }

        Centre(x, count);
        head.Add(x, y);
        return true;
    }

    private static bool Standardise(Span<double> y)
    {
        var mean = LaneStatistics.Mean(y);
        var deviation = LaneStatistics.StandardDeviation(y, mean);
        if (!(deviation > 0))
            return false;
        foreach (ref var value in y)
            value = Math.Clamp((value - mean) / deviation, -OutcomeLimit, OutcomeLimit);
        mean = LaneStatistics.Mean(y);
        foreach (ref var value in y)
            value -= mean;
        return true;
    }

    private void Centre(double[] x, int count)
    {
        var width = _vectors.Dimensions;
        var mean = new double[width];
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < width; k++)
                mean[k] += x[(i * width) + k];
        }

        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < width; k++)
                x[(i * width) + k] -= mean[k] / count;
        }
    }

    /// <summary>The first date of each week with vectors; one that is no session is passed over.</summary>
    private IEnumerable<(int Session, int First, int End)> TrainingDates()
    {
        var lastWeek = (0, 0);
        for (var first = 0; first < _vectors.Count;)
        {
            var date = _vectors.DateOf(first);
            var end = first + 1;
            while (end < _vectors.Count && _vectors.DateOf(end) == date)
                end++;
            var day = date.ToDateTime(TimeOnly.MinValue);
            var week = (ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));
            if (week != lastWeek && _market.Sessions.IndexOf(date) is >= 0 and var session)
            {
                lastWeek = week;
                yield return (session, first, end);
            }

            first = end;
        }
    }

    private IEnumerable<int> YearBegins()
    {
        for (var t = 1; t < _market.Sessions.Count; t++)
        {
            if (_market.Sessions[t].Year != _market.Sessions[t - 1].Year)
                yield return t;
        }
    }
}

/// <summary>A ridge head and where it came from.</summary>
/// <param name="ServedFrom">First session it may speak on.</param>
/// <param name="TrainedThrough">Last session any of its training outcomes reached.</param>
/// <param name="Dates">Training dates.</param>
/// <param name="Names">Rows of all dates together.</param>
/// <param name="Penalty">λ, as a multiple of the mean eigenvalue of the Gram matrix.</param>
/// <param name="Coefficients">One a dimension.</param>
public sealed record ContextFit(int ServedFrom, int TrainedThrough, int Dates, int Names, double Penalty, double[] Coefficients);
