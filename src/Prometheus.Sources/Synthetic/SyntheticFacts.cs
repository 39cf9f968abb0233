using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Texts;

namespace Prometheus.Sources.Synthetic;

/// <summary>What was written and reported in the synthetic market, as the records an import gives.</summary>
public sealed record SyntheticFacts(
    IReadOnlyList<NewsRecord> News,
    IReadOnlyList<MacroRecord> Macro,
    IReadOnlyList<DocumentRecord> Filings,
    IReadOnlyList<DocumentRecord> Transcripts,
    IReadOnlyList<StatementRecord> Statements);
