using Prometheus.Core.Panels;

namespace Prometheus.Engines.Regime;

/// <summary>Filtered probabilities of the four labels as they come, session after session; a refit changes what is observed, not what is believed.</summary>
internal sealed class RegimeBeliefs
{
    private const int Labels = RegimeState.Labels;

    private readonly byte[] _labels;
    private readonly double[] _probabilities;
    private readonly double[] _transition;
    private readonly double[] _belief = new double[Labels];

    public RegimeBeliefs(int sessions, double sticky)
    {
        _labels = new byte[sessions];
        _probabilities = new double[sessions * Labels];
        _transition = ForwardFilter.Sticky(Labels, sticky);
        Array.Fill(_labels, CodePanel.None);
        Array.Fill(_probabilities, double.NaN);
        Array.Fill(_belief, 1.0 / Labels);
    }

    /// <summary>One step of the filter; the most probable label is the session's, the first of equals.</summary>
    public void Observe(int session, ReadOnlySpan<double> logLikelihood)
    {
        ForwardFilter.Predict(_belief, _transition);
        ForwardFilter.Update(_belief, logLikelihood);
        Set(session, _belief);
    }

    /// <summary>Writes the probabilities of a session down; the filter goes on from them.</summary>
    public void Set(int session, ReadOnlySpan<double> probabilities)
    {
        probabilities.CopyTo(_belief);
        probabilities.CopyTo(_probabilities.AsSpan(session * Labels));
        byte best = 0;
        for (byte k = 1; k < Labels; k++)
        {
            if (_belief[k] > _belief[best])
                best = k;
        }

        _labels[session] = best;
    }

    public RegimeState ToState(RegimeOptions options)
        => new(options, CodePanel.Adopt(_labels, _labels.Length, 1), Panel.Adopt(_probabilities, _labels.Length, Labels));
}
