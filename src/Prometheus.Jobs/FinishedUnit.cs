using Prometheus.Storage.Databases;

namespace Prometheus.Jobs;

/// <summary>A unit that is in the database, and the digest of what it was computed from.</summary>
public sealed record FinishedUnit
{
    public string JobKey { get; init; } = "";

    public string UnitKey { get; init; } = "";

    public string InputsDigest { get; init; } = "";

    /// <summary>All units of a database, by job and unit.</summary>
    public static IReadOnlyList<FinishedUnit> All(Database database)
        => database.Query<FinishedUnit>("SELECT job_key, unit_key, inputs_digest FROM job_units ORDER BY job_key, unit_key");
}
