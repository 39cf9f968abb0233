using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Cli.Commands.Embeddings;

internal static class EmbedShowCommand
{
    public static Command Build(CommandHost host)
    {
        var asOf = CommonOptions.OptionalDate("--as-of", "last date counted (yyyy-MM-dd) [all]");
        return host.Command(
            "show",
            "count the stored window vectors by model, window and entity type",
            "prometheus embed show",
            [asOf],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var counts = NumericEmbeddingStore.Counts(databases.Historical, call.Get(asOf) ?? DateOnly.MaxValue);
                call.Print(new Table(
                    ["model_id", "window_spec", "entity_type", "vectors", "entities", "dates", "first_date", "last_date", "dim", "coverage", "fits"],
                    [.. counts.Select(c => new object?[] { c.ModelId, c.WindowSpec, c.EntityType, c.Vectors, c.Entities, c.Dates, c.FirstDate, c.LastDate, c.Dim, c.Coverage, c.Fits })]));
                if (counts.Count == 0)
                    call.Say("no vector is stored; 'prometheus embed numeric' makes them");
                return counts.Count > 0 ? ExitCode.Done : ExitCode.NothingMatched;
            });
    }
}
