using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Migrations;

/// <summary><c>universe_members</c> with its reasons as JSON text → decisions, candidates and facts; one context and universe at a time.</summary>
internal static class UniverseConversion
{
    public static bool ConvertNext(DatabaseTransaction unit)
    {
        if (unit.Scalar<long>("SELECT COUNT(*) FROM (SELECT 1 FROM legacy_universe_members LIMIT 1) AS present") == 0)
            return false;
        throw new DatabaseError("not yet");
    }
}
