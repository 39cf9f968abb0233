using Prometheus.Jobs;

namespace Prometheus.Workflows.Texts;

/// <summary>What a run wrote.</summary>
/// <param name="ModelId">Under which the vectors are stored.</param>
/// <param name="SourceType">Of the vectors.</param>
/// <param name="Job">Years done and skipped, rows written.</param>
/// <param name="BeforeFit">Texts of this run's years that no fit serves yet: they have no vector.</param>
/// <param name="WithoutWords">Texts of this run's years without a word but those of most texts: they have no vector.</param>
/// <param name="Asked">Texts a server was asked for; the rest were in the cache.</param>
public sealed record EmbedTextsOutcome(string ModelId, string SourceType, JobOutcome Job, int BeforeFit, int WithoutWords, int Asked);
