namespace Prometheus.Workflows.Ablation;

/// <summary>Which engines look at embeddings; all else is equal.</summary>
/// <param name="Name">Ends the sleeve's id.</param>
/// <param name="Parts">Empty is the baseline.</param>
public sealed record AblationVariant(string Name, IReadOnlyList<AblationPart> Parts)
{
    public const string BaselineName = "BASE";

    /// <summary>The baseline, each part alone, and all of them.</summary>
    public static IReadOnlyList<AblationVariant> Of(IReadOnlyList<AblationPart> parts) =>
    [
        new(BaselineName, []),
        .. parts.Select(part => new AblationVariant("EMB_" + part.ToString().ToUpperInvariant(), [part])),
        .. parts.Count > 1 ? new[] { new AblationVariant("EMB_ALL", [.. parts]) } : [],
    ];

    public bool Has(AblationPart part) => Parts.Contains(part);
}
