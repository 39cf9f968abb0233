using Prometheus.Core.Numerics;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Stores;
using Prometheus.Stores.Embeddings;

namespace Prometheus.IntegrationTests.Assessment;

/// <summary>Context vectors of a synthetic market, one a week and name; the first name has none.</summary>
internal static class StoredContext
{
    private const int Width = 16;

    private static readonly JointSpace Space = new("ASSESSMENT_CTX_V0", "joint-assessment-context-v1", [new SpaceBranch("text", "made-up", 1, Width)]);

    /// <summary>Makes the weeks from a Monday on hold vectors drawn under a seed.</summary>
    public static void Save(DatabasePair databases, string seed = "context", DateOnly? from = null)
    {
        var ids = InstrumentStore.ReadMarket(databases.Runtime, "US_EQ").Select(i => i.InstrumentId).Skip(1).ToArray();
        var vectors = new List<JointVector>();
        var (first, last) = (from ?? new DateOnly(2012, 1, 9), new DateOnly(2014, 12, 29));
        for (var date = first; date <= last; date = date.AddDays(7))
        {
            foreach (var id in ids)
            {
                var stream = new RandomStream("test", seed, id, FormattableString.Invariant($"{date:yyyy-MM-dd}"));
                var values = new float[Width];
                for (var k = 0; k < Width; k++)
                    values[k] = (float)stream.NextNormal();
                vectors.Add(new JointVector($"INSTRUMENT:{id}", date.AddDays(IsHoliday(date) ? 1 : 0), values, 1, 1, "{}"));
            }
        }

        using var unit = databases.Historical.Begin();
        JointEmbeddingStore.Save(unit, Space, new JointRange(first, last.AddDays(1), "INSTRUMENT:"), vectors);
        unit.Commit();
    }

    /// <summary>The name without vectors.</summary>
    public static string Without(DatabasePair databases) => InstrumentStore.ReadMarket(databases.Runtime, "US_EQ")[0].InstrumentId;

    /// <summary>Mondays on which the market is closed.</summary>
    private static bool IsHoliday(DateOnly date) => !Prometheus.Core.Time.ExchangeCalendars.Get("XNYS").Sessions(date, date).Any();
}
