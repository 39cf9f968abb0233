namespace Prometheus.Reports.Tearsheets;

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
