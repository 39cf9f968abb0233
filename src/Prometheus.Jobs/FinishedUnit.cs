using Prometheus.Databases;

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

    /// <summary>Forgets the units of a job that had other options than <paramref name="unit"/>: where it writes the same rows, theirs are no longer there.</summary>
    public static void ForgetOtherOptions(DatabaseTransaction transaction, string jobKey, JobUnit unit)
        => transaction.Execute("DELETE FROM job_units WHERE job_key = @jobKey AND unit_key NOT LIKE @same", new { jobKey, same = "%|" + unit.OptionsHash });

    /// <summary>The same for those alone that share a date with <paramref name="unit"/>; the ranges of such a job read <c>yyyy-MM-dd..yyyy-MM-dd</c>.</summary>
    public static void ForgetOtherOptionsOfItsDates(DatabaseTransaction transaction, string jobKey, JobUnit unit)
    {
        // A unit's key is kind|first..last|block|options; substr counts from 1.
        var (first, last) = (unit.Kind.Length + 2, unit.Kind.Length + 14);
        transaction.Execute(
            FormattableString.Invariant(
                $"DELETE FROM job_units WHERE job_key = @jobKey AND unit_key NOT LIKE @same AND substr(unit_key, {first}, 10) <= @last AND substr(unit_key, {last}, 10) >= @first"),
            new { jobKey, same = "%|" + unit.OptionsHash, first = unit.Range[..10], last = unit.Range[12..] });
    }
}
