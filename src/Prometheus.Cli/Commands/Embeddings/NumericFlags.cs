using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Numeric;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Embeddings;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary>What the commands that embed windows share.</summary>
internal static class NumericFlags
{
    public static Option<int> Window() => DeclaredOption.Of<NumericOptions, int>(nameof(NumericOptions.WindowSessions), "--window-days", "sessions a window looks back", "n");

    public static Option<int?> Limit() => DeclaredOption.Of<NumericEmbeddingOptions, int?>(nameof(NumericEmbeddingOptions.Limit), "--limit", "instruments written at most; no fit depends on it [all]", "n");

    /// <summary>The summaries as a table, in the order of the models.</summary>
    public static Table TableOf(IReadOnlyList<NumericEmbeddingSummary> summaries, bool dryRun) => new(
        ["model_id", "entity_type", "sessions", dryRun ? "would_write" : "stored", "written", "without_vector"],
        [.. summaries.Select(s => new object?[] { s.ModelId, s.EntityType, s.Sessions, s.Stored, s.Written, s.WithoutVector })]);

    /// <summary>3 where there is no vector at all: the history is too short.</summary>
    public static int CodeOf(IReadOnlyList<NumericEmbeddingSummary> summaries) => summaries.Any(s => s.Stored > 0) ? ExitCode.Done : ExitCode.NothingMatched;
}
