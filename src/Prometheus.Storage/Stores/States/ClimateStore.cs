using Prometheus.Engines.Stability;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Stores.States;

/// <summary>The newest stored states of a market that a decision could know: what is written beside it.</summary>
public static class ClimateStore
{
    /// <summary>States older than this are not the state of the day.</summary>
    private const int OldestDays = 31;

    private const string OfTheMarket =
        """
        FROM soft_target_classes c JOIN instruments i ON i.instrument_id = c.entity_id
        WHERE c.entity_type = 'INSTRUMENT' AND c.model_id = @model AND i.market_id = @marketId AND i.asset_class = 'EQUITY'
        """;

    /// <summary>Null where no state of the default model is stored in the month up to <paramref name="asOf"/>.</summary>
    public static StabilityClimate? ReadStability(IDatabaseReads runtime, string marketId, DateOnly asOf)
    {
        const string model = StabilityState.DefaultModelId;
        var newest = runtime.Query<StateRow>(
            $"SELECT MAX(c.as_of_date) AS as_of_date {OfTheMarket} AND c.as_of_date BETWEEN @from AND @asOf", new { model, marketId, asOf, from = asOf.AddDays(-OldestDays) });
        if (newest[0].AsOfDate is not { } date)
            return null;
        var states = runtime.Query<StateRow>(
            $"SELECT c.soft_target_class, c.soft_target_score {OfTheMarket} AND c.as_of_date = @date ORDER BY c.entity_id", new { model, marketId, date });
        var stressed = states.Count(s => s.SoftTargetClass is "TARGETABLE" or "BREAKER");
        return StabilityClimate.Of(date, model, [.. states.Select(s => s.SoftTargetScore)], stressed);
    }

    private sealed record StateRow
    {
        public DateOnly? AsOfDate { get; init; }

        public string SoftTargetClass { get; init; } = "";

        public double SoftTargetScore { get; init; }
    }
}
