using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

namespace Prometheus.States.Fragility;

/// <summary>
/// <c>basic-fragility-v1</c> (sheet B §3.1, §3.3): how close a name is to breaking, from its soft-target index and, where a scenario set is at
/// hand, from its expected shortfall over the set's paths. Weights are renormalised over what is present, so a missing component never halves a
/// score; the cuts of the classes move with the regime. Row t depends on rows ≤ t only.
/// </summary>
public static class FragilityEngine
{
    public static StateDefinition<FragilityRequest, FragilityState> Definition { get; } = new()
    {
        Kind = "fragility",
        ModelId = FragilityState.DefaultModelId,
        Table = "fragility_measures",
        Command = "fragility score",
        StoredReads = ["scenario_sets"],
        Default = new FragilityRequest(StabilityOptions.Default, RegimeOptions.Default, FragilityOptions.Default),
        Reads = _ => MarketReads.TotalReturns,
        Needs = request => request.Regime is { } regime
            ? [StabilityEngine.Definition.Of(request.Stability), RegimeEngine.Definition.Of(regime)]
            : [StabilityEngine.Definition.Of(request.Stability)],
        Compute = (reader, all) =>
        [
            .. all.Select(request => Compute(
                reader.Market,
                reader.Get(StabilityEngine.Definition.Of(request.Stability)),
                request.Regime is { } regime ? reader.Get(RegimeEngine.Definition.Of(regime)) : null,
                request.ScenarioDigest is { } digest ? reader.Stored<ScenarioLosses>(digest) ?? throw new ModelError($"the scenario losses {digest} were not handed in") : null,
                request.Fragility,
                reader.Workers,
                reader.Cancellation)),
        ],
    };

    /// <param name="market">Sessions and instruments.</param>
    /// <param name="stability">State of the same market.</param>
    /// <param name="regimes">Regime label of every session as known at its close; null keeps the cuts where they are.</param>
    /// <param name="scenarios">Losses of the same market's columns; sessions before they were known have no scenario component.</param>
    /// <param name="options">Weights and cuts.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between sessions.</param>
    /// <exception cref="ModelError">Losses or labels of another market.</exception>
    public static FragilityState Compute(
        Market market,
        StabilityState stability,
        RegimeState? regimes,
        ScenarioLosses? scenarios,
        FragilityOptions options,
        int workers,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        if (scenarios is not null && scenarios.Losses.Length != columns)
            throw new ModelError($"scenario set {scenarios.ScenarioSetId} has losses of {scenarios.Losses.Length} names, expected {columns}");
        if (regimes is not null && regimes.Sessions != sessions)
            throw new ModelError($"the regimes of {regimes.ModelId} cover {regimes.Sessions} sessions, expected {sessions}");

        var loss = scenarios is null ? [] : Array.ConvertAll(scenarios.Losses, l => Math.Min(1, Math.Max(0, l) / options.ScenarioLossReference));
        var knownFrom = scenarios is null ? sessions : market.Sessions.FirstAtOrAfter(scenarios.KnownFrom);
        var buffers = new FragilityBuffers(sessions, columns);
        Parallel.For(
            0,
            sessions,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            t =>
            {
                var cuts = FragilityCuts.At(options, regimes?.LabelAt(t));
                buffers.Fill(t, stability.Index.Row(t), t >= knownFrom ? loss : [], options, cuts);
            });
        return buffers.ToState(options, regimes?.ModelId, scenarios);
    }
}

/// <summary>Fragility on one stability, with the cuts of one regime model or fixed ones, and the losses of one scenario set or none.</summary>
public sealed record FragilityRequest(StabilityOptions Stability, RegimeOptions? Regime, FragilityOptions Fragility, string? ScenarioDigest = null);

/// <summary>How much each name is expected to lose in the bad tail of one scenario set.</summary>
/// <param name="ScenarioSetId">The set the losses come from.</param>
/// <param name="KnownFrom">Last date of the history the set was made from: it says nothing about sessions before.</param>
/// <param name="Losses">A column each: expected shortfall over the horizon as a positive fraction; NaN where the set has no path of the name.</param>
public sealed record ScenarioLosses(string ScenarioSetId, DateOnly KnownFrom, double[] Losses) : IStoredInput
{
    /// <summary>Content of the set and share of the tail.</summary>
    public string Digest { get; init; } = "";
}

/// <summary>The scores at which the classes of one session begin.</summary>
internal readonly record struct FragilityCuts(double Watchlist, double ShortCandidate, double Crisis)
{
    /// <param name="options">Cuts of a market that is not under stress.</param>
    /// <param name="regime">Label known at the session's close; null moves nothing.</param>
    public static FragilityCuts At(FragilityOptions options, RegimeLabel? regime)
    {
        var factor = regime switch
        {
            RegimeLabel.Crisis => options.CrisisCutFactor,
            RegimeLabel.RiskOff => options.RiskOffCutFactor,
            _ => 1,
        };
        return new FragilityCuts(factor * options.WatchlistFrom, factor * options.ShortCandidateFrom, factor * options.CrisisFrom);
    }

    /// <summary>How many cuts the score has reached; a boundary lands in the upper class.</summary>
    public byte CodeOf(double score)
        => double.IsNaN(score)
            ? CodePanel.None
            : (byte)((score >= Watchlist ? 1 : 0) + (score >= ShortCandidate ? 1 : 0) + (score >= Crisis ? 1 : 0));
}
