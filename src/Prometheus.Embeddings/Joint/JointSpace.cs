using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Encoders.Joint;

namespace Prometheus.Embeddings.Joint;

/// <summary>A joint space: which branches stand side by side, and how much each counts.</summary>
/// <param name="JointType">For example PROFILE_CORE_V0.</param>
/// <param name="ModelId">For example joint-profile-core-v1; other branches than the catalogue's make it another id.</param>
/// <param name="Branches">In the order of the vector.</param>
public sealed record JointSpace(string JointType, string ModelId, EquatableList<SpaceBranch> Branches)
{
    /// <summary>The arithmetic of the space.</summary>
    public BranchConcatenation Concatenation() => new(Branches.Select(b => new WeightedBranch(b.Name, b.Weight, b.Dim)));

    /// <summary>Place of a branch by its name.</summary>
    public int IndexOf(string branch)
    {
        for (var b = 0; b < Branches.Count; b++)
        {
            if (Branches[b].Name == branch)
                return b;
        }

        throw new ArgumentException($"space {JointType} has no branch {branch}", nameof(branch));
    }

    /// <summary>The same space with some branches changed, under its own id: <c>model@first8hex</c> unless the change is none or the id was chosen.</summary>
    /// <param name="modelId">The id that was asked for; the catalogue's own is made distinct where the branches differ.</param>
    /// <param name="change">The new form of each branch.</param>
    public JointSpace With(string modelId, Func<SpaceBranch, SpaceBranch> change)
    {
        EquatableList<SpaceBranch> branches = [.. Branches.Select(change)];
        var id = modelId == ModelId ? StableId.ModelId(ModelId, branches, Branches) : modelId;
        return this with { ModelId = Guard.NotBlank(id, "--joint-model-id"), Branches = branches };
    }
}
