using Prometheus.Core.Identity;

namespace Prometheus.Opinions.Universes;

/// <summary>A forward scan over decision sessions; the only memory from one to the next is the membership.</summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="Snapshots">One a decision session, ascending.</param>
public sealed record UniverseState(UniverseOptions Options, IReadOnlyList<UniverseSnapshot> Snapshots)
{
    /// <summary>What was known beyond stability and assessment.</summary>
    public UniverseInputs Inputs { get; init; } = UniverseInputs.None;

    public const string DefaultModelId = "basic-equity-v1";

    public string ModelId => StableId.ModelId(
        DefaultModelId, Options with { AssessmentHorizon = UniverseOptions.Default.AssessmentHorizon }, UniverseOptions.Default);

    /// <summary>The snapshot of <paramref name="session"/>, or null where it is no decision session.</summary>
    public UniverseSnapshot? On(int session)
    {
        var (low, high) = (0, Snapshots.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = Snapshots[middle].Session;
            if (found == session)
                return Snapshots[middle];
            if (found < session)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }
}
