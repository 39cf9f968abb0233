using Prometheus.Stores.Runs;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Conversions;

/// <summary>How the stores bring rows of older versions into their present shape, in the order they need each other.</summary>
public static class StoreConversions
{
    public static IReadOnlyList<Conversion> Of(LogicalDatabase database) => database == LogicalDatabase.Runtime
        ? [UniverseConversion.Declared, ScoreConversion.Declared, BookConversion.Declared]
        : [];
}
