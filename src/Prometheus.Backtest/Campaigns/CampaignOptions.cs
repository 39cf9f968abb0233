using System.Text.Json.Serialization;
using Prometheus.Core.Errors;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Scenarios;
using Prometheus.States.Profiles;

namespace Prometheus.Backtest.Campaigns;

/// <summary>A set of sleeves on one market over one range; flags and experiment files build the same record.</summary>
public sealed record CampaignOptions
{
    public const string EqualWeightBenchmark = "EW_US_EQ";

    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    public double InitialCash { get; init; } = 1_000_000;

    public required IReadOnlyList<CampaignSleeve> Sleeves { get; init; }

    /// <summary><c>EW_</c> + market id is the daily rebalanced equal weight of tradable names; otherwise an instrument id.</summary>
    public string Benchmark { get; init; } = EqualWeightBenchmark;

    /// <summary>A year's risk-free return as a fraction; null where none is stored: then 0 is used and the data card says so.</summary>
    public double? RiskFreePerYear { get; init; }

    /// <summary>Annualises every statistic.</summary>
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

    /// <summary>Issuer of each column of the market, null where unknown; needed only where a sleeve excludes issuers or reads profiles.</summary>
    [JsonIgnore]
    public IReadOnlyList<string?>? Issuers { get; init; }

    /// <summary>Where the predictions were read from; recorded for a reader, never hashed.</summary>
    [JsonIgnore]
    public string? LambdaFile { get; init; }

    /// <exception cref="UserError">A value outside its range, no sleeve, two sleeves of one id, or a sleeve of another market.</exception>
    public void Validate()
    {
        Guard.NotBlank(MarketId);
        Guard.NotBlank(Benchmark);
        Guard.InRange(InitialCash, 1e-6, 1e15);
        Guard.InRange(RiskFreePerYear ?? 0, -1, 1);
        Guard.InRange(SessionsPerYear, 1, 366);
        if (End < Start)
            throw new UserError($"a campaign must not end before it starts, found {Start:yyyy-MM-dd} to {End:yyyy-MM-dd}");
        if (Sleeves.Count == 0)
            throw new UserError("a campaign needs at least one sleeve");
        if (Sleeves.GroupBy(s => s.Spec.SleeveId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UserError($"sleeve id '{twice.Key}' is given {twice.Count()} times");
        foreach (var sleeve in Sleeves)
        {
            if (sleeve.Spec.MarketId != MarketId)
                throw new UserError($"sleeve '{sleeve.Spec.SleeveId}' names market {sleeve.Spec.MarketId}, the campaign runs on {MarketId}");
            sleeve.Options.Validate();
        }
    }
}
