using Prometheus.Meta.Selection;

namespace Prometheus.Stores.Meta;

/// <summary>What a choice of sleeves followed from, as it lies in <c>input_refs</c>; the decision's id is the hash of it.</summary>
public sealed record StoredInputs
{
    public required string StrategyId { get; init; }

    public required int TopK { get; init; }

    public required SelectionRule Rule { get; init; }

    public required DateOnly AsOf { get; init; }

    public required double MinimumLambdaDays { get; init; }

    public required double SharpeFloor { get; init; }

    public required double ReturnFloor { get; init; }

    /// <summary>By rank; then those not eligible.</summary>
    public required IReadOnlyList<StoredCandidate> CandidateRuns { get; init; }
}
