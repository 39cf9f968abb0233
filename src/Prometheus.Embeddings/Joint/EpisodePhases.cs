namespace Prometheus.Embeddings.Joint;

/// <summary>The three parts of an episode.</summary>
public static class EpisodePhases
{
    public const string Pre = "pre";
    public const string During = "during";
    public const string Post = "post";

    /// <summary>Sessions that count as before, and as after.</summary>
    public const int SessionsAround = 21;

    /// <summary>In the order of time.</summary>
    public static IReadOnlyList<string> All { get; } = [Pre, During, Post];
}
