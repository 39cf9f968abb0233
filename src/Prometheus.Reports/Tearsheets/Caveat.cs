namespace Prometheus.Reports.Tearsheets;

/// <summary>One reason to distrust a result.</summary>
/// <param name="Level">Its weight.</param>
/// <param name="Title">A few words.</param>
/// <param name="Detail">One sentence with the figures.</param>
public sealed record Caveat(CaveatLevel Level, string Title, string Detail);

/// <summary>How much a caveat weighs.</summary>
public enum CaveatLevel
{
    /// <summary>The result may be worthless because of it.</summary>
    Serious,

    /// <summary>The result is softer than it looks.</summary>
    Care,

    /// <summary>Worth knowing.</summary>
    Note,
}
