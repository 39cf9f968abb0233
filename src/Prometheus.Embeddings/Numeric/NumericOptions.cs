using Prometheus.Core.Errors;

namespace Prometheus.Embeddings.Numeric;

/// <summary>Constants of the numeric encoders. The window is in a vector's key; all else that differs from the defaults gives another model id.</summary>
public sealed record NumericOptions
{
    public static NumericOptions Default { get; } = new();

    public NumericEncoder Encoder { get; init; } = NumericEncoder.Components;

    /// <summary>Sessions a window looks back, the as-of session included.</summary>
    public int WindowSessions { get; init; } = 63;

    /// <summary>Numbers of a vector.</summary>
    public int Dimensions { get; init; } = 64;

    /// <summary>Sessions before the first fit; before it there is no vector.</summary>
    public int MinimumTraining { get; init; } = 252;

    /// <summary>Sessions between the last training row and the first row a fit serves. Nothing is predicted, so a training row looks no further than its date.</summary>
    public int EmbargoSessions { get; init; } = 1;

    /// <summary>Every n-th session's windows are training rows, counted from the first stored session.</summary>
    public int TrainingStride { get; init; } = 5;

    /// <summary>Every n-th session's features give the medians.</summary>
    public int ScaleStride { get; init; } = 21;

    /// <summary>Largest absolute standardised feature.</summary>
    public double Clip { get; init; } = 5;

    /// <summary>Share of the window's returns that must be observed.</summary>
    public double MinimumCoverage { get; init; } = 0.87;

    /// <summary>Sessions since the last observed return, at most.</summary>
    public int MaximumAge { get; init; } = 3;

    /// <summary>Observed returns without which a window has no vector.</summary>
    internal int MinimumReturns => (int)Math.Floor(MinimumCoverage * WindowSessions);

    /// <exception cref="UserError">A value out of its range.</exception>
    public void Check()
    {
        Guard.InRange(WindowSessions, 2, 126);
        Guard.InRange(Dimensions, 1, 64);
        Guard.AtLeast(MinimumTraining, 64);
        Guard.AtLeast(EmbargoSessions, 1);
        Guard.AtLeast(TrainingStride, 1);
        Guard.AtLeast(ScaleStride, 1);
        Guard.InRange(Clip, 1, 100);
        Guard.InRange(MinimumCoverage, 0.1, 1);
        Guard.AtLeast(MaximumAge, 0);
    }
}
