using Prometheus.Core.Options;

namespace Prometheus.Embeddings.Numeric;

/// <summary>Constants of the numeric encoders. The window is in a vector's key; all else that differs from the defaults gives another model id.</summary>
public sealed record NumericOptions
{
    public static NumericOptions Default { get; } = new();

    public NumericEncoder Encoder { get; init; } = NumericEncoder.Components;

    /// <summary>Sessions a window looks back, the as-of session included.</summary>
    [Range(2, 126, Unit = "sessions")]
    public int WindowSessions { get; init; } = 63;

    /// <summary>Numbers of a vector.</summary>
    [Range(1, 64)]
    public int Dimensions { get; init; } = 64;

    /// <summary>Sessions before the first fit; before it there is no vector.</summary>
    [Range(64, 100_000, Unit = "sessions")]
    public int MinimumTraining { get; init; } = 252;

    /// <summary>Sessions between the last training row and the first row a fit serves. Nothing is predicted, so a training row looks no further than its date.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int EmbargoSessions { get; init; } = 1;

    /// <summary>Every n-th session's windows are training rows, counted from the first stored session.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int TrainingStride { get; init; } = 5;

    /// <summary>Every n-th session's features give the medians.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int ScaleStride { get; init; } = 21;

    /// <summary>Largest absolute standardised feature.</summary>
    [Range(1, 100, Unit = "robust scales")]
    public double Clip { get; init; } = 5;

    /// <summary>Share of the window's returns that must be observed.</summary>
    [Range(0.1, 1, Unit = "fraction")]
    public double MinimumCoverage { get; init; } = 0.87;

    /// <summary>Sessions since the last observed return, at most.</summary>
    [Range(0, 2520, Unit = "sessions")]
    public int MaximumAge { get; init; } = 3;

    /// <summary>Observed returns without which a window has no vector.</summary>
    internal int MinimumReturns => (int)Math.Floor(MinimumCoverage * WindowSessions);
}
