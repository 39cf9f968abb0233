namespace Prometheus.Sources.CorporateActions;

/// <summary>The kinds of corporate action a price file can state.</summary>
public enum ActionKind
{
    /// <summary>Value = new shares per old share.</summary>
    Split,

    /// <summary>Value = cash per new share, in the units of the series' price basis.</summary>
    Dividend,
}
