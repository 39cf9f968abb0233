namespace Prometheus.Engines.Joint;

/// <summary>The widths of the meta vectors; their slots are named and never move.</summary>
public static class MetaSchema
{
    public const int ConfigWidth = 64;
    public const int EnvironmentWidth = 24;
    public const int OutcomeWidth = 8;
}
