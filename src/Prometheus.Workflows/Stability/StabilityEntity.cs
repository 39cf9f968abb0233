using Prometheus.States.Stability;

namespace Prometheus.Workflows.Stability;

/// <summary>The kinds of entity that have a stability state.</summary>
public static class StabilityEntity
{
    public const string Instrument = "INSTRUMENT";

    private static readonly string[] Known = [Instrument, StabilityAggregation.Sector, StabilityAggregation.WholeMarket];

    /// <summary>The kind itself, in upper case.</summary>
    /// <exception cref="UserError">A kind without a stability state.</exception>
    public static string Parse(string text)
        => Array.Find(Known, k => string.Equals(k, text, StringComparison.OrdinalIgnoreCase))
            ?? throw new UserError($"--entity-type expects {string.Join(", ", Known)}, found '{text}'");
}
