using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.Core.Vectors;

namespace Prometheus.States.Stability;

/// <summary>
/// Stability as it is expected a month ahead: a ridge head on a name's three scores and the leading components of its vector, fitted on the first
/// session of each year to what the index became 21 sessions later. Each session's forecasts are centred on the session's mean index and spread as
/// the session's index is, so that the cuts between classes keep their meaning and only who stands where is forecast. Before the first fit, and
/// where a name has no vector or is a fund, the index is today's. Row t depends on rows ≤ t.
/// </summary>
internal static class StabilityForecast
{
    private const int Ahead = 21;
    private const int TrainingStride = 5;
    private const int MinimumDates = 40;
    private const int MinimumNames = 10;
    private const int Scores = 3;

    /// <param name="now">The state of today.</param>
    /// <param name="vectors">Of the same market.</param>
    /// <returns>The same state with another index and class.</returns>
    public static StabilityState Apply(Market market, StabilityState now, VectorPanel vectors, CancellationToken cancellation)
    {
        var index = now.Index.Values.ToArray();
        var classes = new byte[index.Length];
        var head = new RidgeHead(Scores + vectors.Dimensions);
        var scorer = new StabilityScorer(now.Options);
        var section = new Section(market, Scores + vectors.Dimensions);
        double[]? coefficients = null;
        for (var t = 0; t < market.Sessions.Count; t++)
        {
            if (t > 0 && market.Sessions[t].Year != market.Sessions[t - 1].Year)
            {
                cancellation.ThrowIfCancellationRequested();
                coefficients = head.Dates < MinimumDates ? null : head.Solve((double)Ahead / TrainingStride)?.Coefficients;
            }

            // What the index of a past session became is known today: it joins the training slice of the next fit.
            if (t - Ahead >= 0 && (t - Ahead) % TrainingStride == 0 && section.Load(now, vectors, t - Ahead) && section.LoadOutcome(now.Index, t))
                head.Add(section.Rows, section.Outcomes);
            if (coefficients is not null && section.Load(now, vectors, t))
                section.Forecast(coefficients, now.Index, t, index);
        }

        scorer.Classify(index, classes);
        var (sessions, columns) = (now.Index.Sessions, now.Index.Columns);
        return now with { Index = Panel.Adopt(index, sessions, columns), Class = CodePanel.Adopt(classes, sessions, columns) };
    }

    /// <summary>The names of one session that have a state and a vector, funds aside, their inputs centred on the session.</summary>
    private sealed class Section(Market market, int inputs)
    {
        private readonly int[] _names = new int[market.Instruments.Count];
        private readonly double[] _rows = new double[market.Instruments.Count * inputs];
        private readonly double[] _outcomes = new double[market.Instruments.Count];
        private int _count;

        public ReadOnlySpan<double> Rows => _rows.AsSpan(0, _count * inputs);

        public ReadOnlySpan<double> Outcomes => _outcomes.AsSpan(0, _count);

        public bool Load(StabilityState state, VectorPanel vectors, int t)
        {
            _count = 0;
            for (var i = 0; i < _names.Length; i++)
            {
                var vector = vectors.At(t, i);
                if (vector.IsEmpty || double.IsNaN(state.Index[t, i]) || market.Funds.Contains(i))
                    continue;
                var row = _rows.AsSpan(_count * inputs, inputs);
                (row[0], row[1], row[2]) = (state.VolatilityScore[t, i] / 100, state.DrawdownScore[t, i] / 100, state.TrendScore[t, i] / 100);
                for (var d = 0; d < vector.Length; d++)
                    row[Scores + d] = vector[d];
                _names[_count++] = i;
            }

            Centre();
            return _count >= MinimumNames;
        }

        /// <summary>False where an outcome is missing for too many; names without one leave the section.</summary>
        public bool LoadOutcome(Panel index, int t)
        {
            var kept = 0;
            for (var k = 0; k < _count; k++)
            {
                if (double.IsNaN(index[t, _names[k]]))
                    continue;
                _rows.AsSpan(k * inputs, inputs).CopyTo(_rows.AsSpan(kept * inputs));
                (_names[kept], _outcomes[kept]) = (_names[k], index[t, _names[k]] / 100);
                kept++;
            }

            _count = kept;
            Centre();
            var mean = LaneStatistics.Mean(Outcomes);
            for (var k = 0; k < _count; k++)
                _outcomes[k] -= mean;
            return _count >= MinimumNames;
        }

        public void Forecast(double[] coefficients, Panel now, int t, double[] index)
        {
            for (var k = 0; k < _count; k++)
                _outcomes[k] = now[t, _names[k]];
            var (mean, spread) = (LaneStatistics.Mean(Outcomes), LaneStatistics.StandardDeviation(Outcomes));
            for (var k = 0; k < _count; k++)
                _outcomes[k] = LaneSum.Dot(_rows.AsSpan(k * inputs, inputs), coefficients);
            var predicted = LaneStatistics.StandardDeviation(Outcomes);
            if (!(predicted > 0))
                return;
            for (var k = 0; k < _count; k++)
                index[(t * _names.Length) + _names[k]] = Math.Clamp(mean + (_outcomes[k] * spread / predicted), 0, 100);
        }

        private void Centre()
        {
            for (var d = 0; d < inputs && _count > 0; d++)
            {
                var sum = 0.0;
                for (var k = 0; k < _count; k++)
                    sum += _rows[(k * inputs) + d];
                for (var k = 0; k < _count; k++)
                    _rows[(k * inputs) + d] -= sum / _count;
            }
        }
    }
}
