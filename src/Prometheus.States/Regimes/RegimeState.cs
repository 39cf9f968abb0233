using Prometheus.Core.Identity;
using Prometheus.Core.Panels;

namespace Prometheus.States.Regimes;

/// <summary>The regime of a market on every session; row t follows from rows ≤ t.</summary>
/// <param name="Options">What it was computed with.</param>
/// <param name="Label">[sessions × 1] <see cref="RegimeLabel"/> codes; <see cref="CodePanel.None"/> before volatility can be measured.</param>
/// <param name="Probability">
/// [sessions × 4] filtered probability of each label in the order of <see cref="RegimeLabel"/>, summing to 1; NaN where there is no label.
/// </param>
public sealed record RegimeState(RegimeOptions Options, CodePanel Label, Panel Probability)
{
    public const string DefaultModelId = "num-regime-core-v1";

    /// <summary>The fixed thresholds that serve before the first fit.</summary>
    public const string PriorModelId = "regime-prior-v0";

    public const int Labels = 4;

    /// <summary>Non-default options are part of it; the index instrument is not.</summary>
    public string ModelId => StableId.ModelId(DefaultModelId, Options, RegimeOptions.Default);

    public int Sessions => Label.Sessions;

    /// <summary>The walk-forward fits, by the first row each serves.</summary>
    public IReadOnlyList<RegimeFit> Fits { get; init; } = [];

    /// <summary>[sessions × dimensions] window embedding at unit length; NaN before the first fit, no columns where there is none.</summary>
    public Panel? Embedding { get; init; }

    /// <summary>The fit that served a session, or null where <see cref="PriorModelId"/> did.</summary>
    public RegimeFit? FitAt(int session) => Fits.LastOrDefault(f => f.FirstSession <= session);

    /// <summary>Null where there is no label.</summary>
    public RegimeLabel? LabelAt(int session) => Label[session, 0] is var code and not CodePanel.None ? (RegimeLabel)code : null;

    /// <summary>Filtered probability of the label, 0 … 1; NaN where there is no label.</summary>
    public double ConfidenceAt(int session) => Label[session, 0] is var code and not CodePanel.None ? Probability[session, code] : double.NaN;
}
