using Prometheus.Storage.Databases;

namespace Prometheus.Bench;

/// <summary>What is measured, and how large.</summary>
/// <param name="Groups">Names of groups, in the order they run.</param>
/// <param name="Names">Instruments of the market.</param>
/// <param name="Sessions">Sessions of the market.</param>
/// <param name="Engines">Database engines, where a group has to do with one.</param>
/// <param name="Server">Address of a PostgreSQL server to make databases on; null starts a private one.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Groups, int Names, int Sessions, IReadOnlyList<DatabaseEngine> Engines, string? Server);
