namespace Prometheus.Core.Options;

/// <summary>An options record whose members must agree with each other, beyond the range that each of them declares.</summary>
public interface IConsistentOptions
{
    /// <summary>
    /// What contradicts: the property (or a path below it), and a sentence without its subject such as <c>must be at most …, found …</c>. Asked only where every
    /// member is in its range.
    /// </summary>
    IEnumerable<(string Property, string Says)> Contradictions();
}
