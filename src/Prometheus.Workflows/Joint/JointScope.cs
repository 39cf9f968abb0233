using System.Text.Json.Nodes;
using Prometheus.Core.Identity;
using Prometheus.Embeddings.Joint;
using Prometheus.Encoders.Joint;

namespace Prometheus.Workflows.Joint;

/// <summary>Builds a joint vector with the JSON that says what it is of; <c>source</c> names the branches that are present.</summary>
internal static class JointScope
{
    /// <summary>Null where no branch is present.</summary>
    public static JointVector? Join(
        JointSpace space, BranchConcatenation concatenation, string entityKey, DateOnly asOf, ReadOnlySpan<float[]?> branches, params ReadOnlySpan<(string Key, string? Value)> scope)
    {
        if (concatenation.Join(branches) is not { } joined)
            return null;
        var json = new JsonObject { ["source"] = string.Join('+', Present(space, joined.Mask)) };
        foreach (var (key, value) in scope)
        {
            if (value is not null)
                json[key] = value;
        }

        return new JointVector(entityKey, asOf, joined.Vector, joined.Mask, joined.Coverage, CanonicalJson.SerializeToString(json));
    }

    /// <summary>Names of the branches a mask has.</summary>
    public static IEnumerable<string> Present(JointSpace space, long mask)
        => space.Branches.Where((_, b) => (mask & (1L << b)) != 0).Select(b => b.Name);
}
