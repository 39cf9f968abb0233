using System.Text.Json.Serialization;
using Prometheus.Core.Options;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Scenarios;
using Prometheus.States.Profiles;

namespace Prometheus.Backtest.Campaigns;

/// <summary>A set of sleeves on one market over one range; flags and experiment files build the same record.</summary>
public sealed record CampaignOptions : IConsistentOptions
{
    public const string EqualWeightBenchmark = "EW_US_EQ";

    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    [Range(1, 1e15, Unit = "currency")]
    public double InitialCash { get; init; } = 1_000_000;

    public required IReadOnlyList<CampaignSleeve> Sleeves { get; init; }

    /// <summary><c>EW_</c> + market id is the daily rebalanced equal weight of tradable names; otherwise an instrument id.</summary>
    public string Benchmark { get; init; } = EqualWeightBenchmark;

    /// <summary>A year's risk-free return as a fraction; null where none is stored: then 0 is used and the data card says so.</summary>
    [Range(-1, 1, Unit = "fraction a year")]
    public double? RiskFreePerYear { get; init; }

    /// <summary>Annualises every statistic.</summary>
    [Range(1, 366, Unit = "sessions")]
    public double SessionsPerYear { get; init; } = 252;

    /// <summary>Predictions that sleeves name by their digest, each reaching to the campaign's end at most. Their digests are part of the sleeves' options.</summary>
    [JsonIgnore]
    public IReadOnlyList<LambdaPredictions> Lambda { get; init; } = [];

    /// <summary>The user's own scores that sleeves name by their digest; as <see cref="Lambda"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImportedScores> Scores { get; init; } = [];

    /// <summary>The scenario sets that sleeves name by their ids; each is drawn anew for every decision, from what was known then.</summary>
    [JsonIgnore]
    public IReadOnlyList<ScenarioRequest> Scenarios { get; init; } = [];

    /// <summary>Stored profiles that sleeves name by their digest; as <see cref="Lambda"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<KnownProfiles> Profiles { get; init; } = [];

    /// <summary>Stored context vectors that sleeves name by their digest; as <see cref="Lambda"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<ContextVectors> Contexts { get; init; } = [];

    /// <summary>Where the predictions were read from; recorded for a reader, never hashed.</summary>
    [JsonIgnore]
    public string? LambdaFile { get; init; }

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (string.IsNullOrWhiteSpace(MarketId))
            yield return (nameof(MarketId), "must not be empty");
        if (string.IsNullOrWhiteSpace(Benchmark))
            yield return (nameof(Benchmark), "must not be empty");
        if (End < Start)
            yield return (nameof(End), FormattableString.Invariant($"lies before start {Start:yyyy-MM-dd}, found {End:yyyy-MM-dd}"));
        if (Sleeves.Count == 0)
            yield return (nameof(Sleeves), "must hold at least one sleeve, found none");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var k = 0; k < Sleeves.Count; k++)
        {
            var spec = Sleeves[k].Spec;
            if (!ids.Add(spec.SleeveId))
                yield return (FormattableString.Invariant($"sleeves[{k}]"), $"must have an id of its own, found '{spec.SleeveId}' again");
            if (Sleeves[k].Strategy is { } own && Sleeves[k].Options != Sleeves[k].OptionsThatCount())
            {
                yield return (
                    FormattableString.Invariant($"sleeves[{k}].options"),
                    $"must leave to strategy {own.Identity.Id} of sleeve '{spec.SleeveId}' what it decides itself: only risk, simulator, rebalance, rebalance_phase, signal_delay_sessions and scenario_set_ids count");
            }

            if (spec.MarketId != MarketId)
                yield return (FormattableString.Invariant($"sleeves[{k}]"), $"must be of the campaign's market {MarketId}, found {spec.MarketId} of sleeve '{spec.SleeveId}'");
        }
    }
}
