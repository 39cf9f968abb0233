using Prometheus.Databases;

namespace Prometheus.Bench;

/// <summary>What is measured, and how large.</summary>
internal sealed record BenchOptions
{
    /// <summary>Names of groups, in the order they run.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Instruments of the market.</summary>
    public required int Names { get; init; }

    /// <summary>Sessions of the market.</summary>
    public required int Sessions { get; init; }

    /// <summary>Database engines, where a group has to do with one.</summary>
    public required IReadOnlyList<DatabaseEngine> Engines { get; init; }

    /// <summary>Address of a PostgreSQL server to make databases on; null starts a private one.</summary>
    public string? Server { get; init; }

    /// <summary>The product's executable, for what is measured as a process.</summary>
    public required string Prometheus { get; init; }

    /// <summary>The plain W1 program.</summary>
    public required string Plain { get; init; }
}
