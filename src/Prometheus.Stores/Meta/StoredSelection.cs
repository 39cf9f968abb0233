using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Stores.Runs;

namespace Prometheus.Stores.Meta;

/// <summary>A stored choice of sleeves.</summary>
/// <param name="Row">As it lies in <c>engine_decisions</c>.</param>
/// <param name="Inputs">What it followed from.</param>
public sealed record StoredSelection(DecisionRow Row, StoredInputs Inputs)
{
    /// <summary>Best first.</summary>
    public IReadOnlyList<StoredCandidate> Selected => [.. Inputs.CandidateRuns.Where(c => c.Rank <= Inputs.TopK)];

    /// <summary>The best not chosen; null where all eligible ones were.</summary>
    public StoredCandidate? RunnerUp => Inputs.CandidateRuns.FirstOrDefault(c => c.Rank == Inputs.TopK + 1);

    public static StoredSelection Of(DecisionRow row) => new(row, JsonSerializer.Deserialize<StoredInputs>(row.InputRefs, CanonicalJson.Options)!);
}
