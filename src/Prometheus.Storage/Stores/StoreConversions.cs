using Prometheus.Storage.Databases;
using Prometheus.Storage.Migrations;
using Prometheus.Storage.Stores.Runs;
using Prometheus.Storage.Stores.States;

namespace Prometheus.Storage.Stores;

/// <summary>How the stores bring rows of older versions into their present shape, in the order they need each other.</summary>
public static class StoreConversions
{
    public static IReadOnlyList<Conversion> Of(LogicalDatabase database) => database == LogicalDatabase.Runtime
        ? [UniverseConversion.Declared, ScoreConversion.Declared, BookConversion.Declared]
        : [];
}
