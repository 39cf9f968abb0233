using Prometheus.Encoders.Text;

namespace Prometheus.Workflows.Texts;

/// <summary>The texts of one source and market that are known by a date.</summary>
/// <param name="Documents">By session, then id; all of them, whatever is asked to be written: fits read all that was known before them.</param>
/// <param name="Selected">Those that were asked for, in the same order.</param>
/// <param name="Owned">Whether a stored source id belongs to this market.</param>
internal sealed record TextCorpus(IReadOnlyList<TextDocument> Documents, IReadOnlyList<TextDocument> Selected, Func<string, bool> Owned);
