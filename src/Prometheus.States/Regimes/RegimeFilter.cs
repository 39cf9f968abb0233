namespace Prometheus.States.Regimes;

/// <summary>The probability of each label as sessions arrive. It carries over from the prior to the first fit and from fit to fit.</summary>
internal sealed class RegimeFilter
{
    private const int Labels = RegimeState.Labels;

    /// <summary>
    /// The most that one session may speak for a label against another, in nats: with a sticky prior of 0.97 a lone odd session then never changes
    /// a settled label by itself.
    /// </summary>
    private const double EvidenceCap = 2;

    private readonly RegimeOptions _options;
    private readonly double[] _sticky;
    private readonly double[] _belief = new double[Labels];
    private RegimeFit? _fit;
    private double[] _states = [];

    public RegimeFilter(RegimeOptions options)
    {
        _options = options;
        _sticky = ForwardFilter.Sticky(Labels, options.Sticky);
        _belief.AsSpan().Fill(1.0 / Labels);
    }

    public ReadOnlySpan<double> Belief => _belief;

    /// <summary>One session by the fixed thresholds.</summary>
    public void ByPrior(ReadOnlySpan<double> logLikelihood)
    {
        ForwardFilter.Predict(_belief, _sticky);
        ForwardFilter.Update(_belief, logLikelihood);
    }

    /// <summary>One session by a fit. What the fit has never seen, the fixed thresholds still know: a label without a prototype is theirs to call.</summary>
    /// <param name="fit">The fit that serves the session.</param>
    /// <param name="row">The session's features.</param>
    /// <param name="prior">Log-likelihood of the thresholds; empty where they say nothing.</param>
    public void ByFit(RegimeFit fit, ReadOnlySpan<double> row, ReadOnlySpan<double> prior)
    {
        if (_options.Method == RegimeMethod.Prototypes && !prior.IsEmpty && !Has(fit, prior.IndexOfAnyExcept(0.0)))
        {
            ByPrior(prior);
            return;
        }

        Span<double> likelihood = stackalloc double[fit.Chain.States];
        fit.Chain.LogLikelihood(row, likelihood);
        for (var k = 0; k < likelihood.Length; k++)
            likelihood[k] = fit.Prototypes[k].Label is null ? double.NegativeInfinity : likelihood[k];
        if (_options.Method == RegimeMethod.Hmm)
            ByStates(fit, likelihood);
        else
            ByLabels(fit, likelihood);
    }

    private static bool Has(RegimeFit fit, int label)
    {
        foreach (var prototype in fit.Prototypes)
        {
            if (prototype.Label == (RegimeLabel)label)
                return true;
        }

        return false;
    }

    /// <summary>The nearest prototype speaks for its label; a label without a prototype gets the least that may be said.</summary>
    private void ByLabels(RegimeFit fit, ReadOnlySpan<double> likelihood)
    {
        Span<double> best = stackalloc double[Labels];
        best.Fill(double.NegativeInfinity);
        var highest = double.NegativeInfinity;
        for (var k = 0; k < likelihood.Length; k++)
        {
            highest = Math.Max(highest, likelihood[k]);
            if (fit.Prototypes[k].Label is { } label)
                best[(int)label] = Math.Max(best[(int)label], likelihood[k]);
        }

        foreach (ref var value in best)
            value = Math.Max(value - highest, -EvidenceCap);
        ByPrior(best);
    }

    /// <summary>The chain's own moves; the belief over labels is the sum over their states.</summary>
    private void ByStates(RegimeFit fit, ReadOnlySpan<double> likelihood)
    {
        if (!ReferenceEquals(fit, _fit))
            (_fit, _states) = (fit, Spread(fit));
        ForwardFilter.Predict(_states, fit.Chain.Transition);
        ForwardFilter.Update(_states, likelihood);
        _belief.AsSpan().Clear();
        for (var k = 0; k < _states.Length; k++)
        {
            if (fit.Prototypes[k].Label is { } label)
                _belief[(int)label] += _states[k];
        }
    }

    /// <summary>A refit takes over the belief in labels, spread over each label's states by their share of the training slice.</summary>
    private double[] Spread(RegimeFit fit)
    {
        var states = new double[fit.Chain.States];
        Span<double> sessions = stackalloc double[Labels];
        foreach (var prototype in fit.Prototypes)
        {
            if (prototype.Label is { } label)
                sessions[(int)label] += prototype.Sessions;
        }

        var total = 0.0;
        for (var k = 0; k < states.Length; k++)
        {
            if (fit.Prototypes[k].Label is { } label)
                states[k] = _belief[(int)label] * fit.Prototypes[k].Sessions / sessions[(int)label];
            total += states[k];
        }

        for (var k = 0; k < states.Length; k++)
        {
            // All belief may lie in labels that the new fit does not have: then nothing is known.
            var served = fit.Prototypes[k].Label is not null;
            states[k] = total > 1e-9 ? states[k] / total : served ? 1.0 / fit.Prototypes.Count(p => p.Label is not null) : 0;
        }

        return states;
    }
}
