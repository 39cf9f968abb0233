namespace Prometheus.States.Declarations;

/// <summary>Something about a market that was not computed from it: predictions, scores, profiles, vectors.</summary>
public interface IStoredInput
{
    /// <summary>Of its content; options name what they use by it.</summary>
    string Digest { get; }
}
