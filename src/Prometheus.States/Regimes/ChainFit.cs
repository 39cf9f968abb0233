using Prometheus.Core.Numerics;

namespace Prometheus.States.Regimes;

/// <summary>
/// Expectation–maximisation of a <see cref="GaussianChain"/> over one training slice (Baum and Welch), with a Dirichlet prior on each row of the
/// transition matrix and a prior of one observation on each variance. The objective never falls from step to step.
/// </summary>
public sealed class ChainFit
{
    private readonly double[] _rows;
    private readonly double[] _prior;
    private readonly ChainPriors _priors;
    private readonly int _count;
    private readonly int _features;
    private readonly int _states;

    private ChainFit(double[] rows, GaussianChain start, ChainPriors priors)
    {
        (_rows, _features, _states, _priors) = (rows, start.Features, start.States, priors);
        _count = rows.Length / start.Features;
        _prior = ForwardFilter.Sticky(_states, priors.Sticky);
        Chain = start;
        Occupancy = new double[_count * _states];
    }

    public GaussianChain Chain { get; private set; }

    /// <summary>[rows × states] P(state | all rows of the slice) under the chain before the last step; it never leaves the fit.</summary>
    public double[] Occupancy { get; }

    /// <summary>Log-likelihood plus log-priors before each step.</summary>
    public List<double> Objective { get; } = [];

    /// <param name="rows">[count × features], NaN where unobserved.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="priors">Weights of the priors.</param>
    /// <param name="steps">Steps taken.</param>
    public static ChainFit Run(double[] rows, GaussianChain start, ChainPriors priors, int steps)
    {
        var fit = new ChainFit(rows, start, priors);
        for (var step = 0; step < steps; step++)
            fit.Step();
        return fit;
    }

    private void Step()
    {
        var emission = new double[_count * _states];
        var forward = new double[_count * _states];
        var logLikelihood = Forward(emission, forward);
        var moves = Backward(emission, forward);
        Objective.Add(logLikelihood + LogPrior());
        Chain = Maximise(moves);
    }

    /// <summary>Filtered probabilities; emissions are scaled to 1 at their largest. Returns the log-likelihood of the slice.</summary>
    private double Forward(double[] emission, double[] forward)
    {
        Span<double> likelihood = stackalloc double[_states];
        Span<double> belief = stackalloc double[_states];
        belief.Fill(1.0 / _states);
        var total = 0.0;
        for (var t = 0; t < _count; t++)
        {
            Chain.LogLikelihood(_rows.AsSpan(t * _features, _features), likelihood);
            var highest = double.NegativeInfinity;
            foreach (var value in likelihood)
                highest = Math.Max(highest, value);
            if (t > 0)
                ForwardFilter.Predict(belief, Chain.Transition);
            var sum = 0.0;
            for (var k = 0; k < _states; k++)
            {
                emission[(t * _states) + k] = ScalarMath.Exp(likelihood[k] - highest);
                belief[k] *= emission[(t * _states) + k];
                sum += belief[k];
            }

            for (var k = 0; k < _states; k++)
                forward[(t * _states) + k] = belief[k] /= sum;
            total += ScalarMath.Log(sum) + highest;
        }

        return total;
    }

    /// <summary>Fills the occupancy and returns the expected moves [states × states].</summary>
    private double[] Backward(double[] emission, double[] forward)
    {
        var moves = new double[_states * _states];
        Span<double> after = stackalloc double[_states];
        Span<double> before = stackalloc double[_states];
        Span<double> joint = stackalloc double[_states * _states];
        after.Fill(1);
        forward.AsSpan((_count - 1) * _states).CopyTo(Occupancy.AsSpan((_count - 1) * _states));
        for (var t = _count - 2; t >= 0; t--)
        {
            var (total, scale) = (0.0, 0.0);
            for (var i = 0; i < _states; i++)
            {
                before[i] = 0;
                for (var j = 0; j < _states; j++)
                {
                    var step = Chain.Transition[(i * _states) + j] * emission[((t + 1) * _states) + j] * after[j];
                    before[i] += step;
                    joint[(i * _states) + j] = forward[(t * _states) + i] * step;
                    total += joint[(i * _states) + j];
                }

                scale += before[i];
            }

            for (var cell = 0; cell < joint.Length; cell++)
                moves[cell] += joint[cell] / total;
            for (var i = 0; i < _states; i++)
            {
                Occupancy[(t * _states) + i] = forward[(t * _states) + i] * before[i] / total;
                after[i] = before[i] / scale;
            }
        }

        return moves;
    }

    private GaussianChain Maximise(double[] moves)
    {
        var transition = new double[moves.Length];
        for (var i = 0; i < _states; i++)
        {
            var total = _priors.TransitionWeight;
            for (var j = 0; j < _states; j++)
                total += moves[(i * _states) + j];
            for (var j = 0; j < _states; j++)
                transition[(i * _states) + j] = (moves[(i * _states) + j] + (_priors.TransitionWeight * _prior[(i * _states) + j])) / total;
        }

        var (weights, means, variances) = (new double[_states * _features], new double[_states * _features], new double[_states * _features]);
        AddMeans(weights, means);
        for (var cell = 0; cell < means.Length; cell++)
            means[cell] = weights[cell] > 0 ? means[cell] / weights[cell] : Chain.Means[cell];
        AddSquares(means, variances);
        for (var cell = 0; cell < variances.Length; cell++)
            variances[cell] = (variances[cell] + (_priors.VarianceWeight * _priors.Variance)) / (weights[cell] + _priors.VarianceWeight);
        return new GaussianChain(_states, Chain.Evidence, means, variances, transition);
    }

    private void AddMeans(double[] weights, double[] means)
    {
        for (var t = 0; t < _count; t++)
        {
            for (var k = 0; k < _states; k++)
            {
                var p = Occupancy[(t * _states) + k];
                for (var i = 0; i < _features; i++)
                {
                    var x = _rows[(t * _features) + i];
                    if (double.IsNaN(x))
                        continue;
                    weights[(k * _features) + i] += p;
                    means[(k * _features) + i] += p * x;
                }
            }
        }
    }

    private void AddSquares(double[] means, double[] squares)
    {
        for (var t = 0; t < _count; t++)
        {
            for (var k = 0; k < _states; k++)
            {
                var p = Occupancy[(t * _states) + k];
                for (var i = 0; i < _features; i++)
                {
                    var deviation = _rows[(t * _features) + i] - means[(k * _features) + i];
                    squares[(k * _features) + i] += double.IsNaN(deviation) ? 0 : p * deviation * deviation;
                }
            }
        }
    }

    private double LogPrior()
    {
        var sum = 0.0;
        for (var cell = 0; cell < _prior.Length; cell++)
            sum += _priors.TransitionWeight * _prior[cell] * ScalarMath.Log(Chain.Transition[cell]);
        for (var cell = 0; cell < Chain.Variances.Length; cell++)
        {
            var variance = Chain.Variances[cell];
            sum -= 0.5 * Chain.Evidence[cell % _features] * _priors.VarianceWeight * (ScalarMath.Log(variance) + (_priors.Variance / variance));
        }

        return sum;
    }
}

/// <summary>What a <see cref="GaussianChain"/> is believed to be before its training slice is seen.</summary>
/// <param name="Sticky">Prior probability of staying.</param>
/// <param name="TransitionWeight">Moves of weight of that prior in each row.</param>
/// <param name="Variance">Prior variance of a standardised feature within a state.</param>
/// <param name="VarianceWeight">Observations of weight of that prior.</param>
public sealed record ChainPriors(double Sticky, double TransitionWeight = 50, double Variance = 0.3, double VarianceWeight = 1);
