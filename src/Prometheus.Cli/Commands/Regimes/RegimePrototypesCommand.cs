using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.States.Regimes;
using Prometheus.Stores.States;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary>The fits behind the stored regimes, as JSON: what each prototype stands for and what it was trained on.</summary>
internal static class RegimePrototypesCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Build(CommandHost host)
    {
        var region = RegimeFlags.Region();
        var end = CommonOptions.OptionalDate("--end", "fits that serve up to this date [all]");
        var model = new Option<string>("--model-id") { Description = "whose fits", DefaultValueFactory = _ => RegimeState.DefaultModelId, HelpName = "id" };
        return host.Command(
            "prototypes",
            "print the stored fits of the regime model as JSON: label, centre, norm, counts and training range",
            "prometheus regime prototypes --region US",
            [region, end, model],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var rows = ModelStore.Read(databases.Runtime, call.Get(model), call.Get(region), call.Get(end) ?? DateOnly.MaxValue);
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no fit of {call.Get(model)} for region {call.Get(region)} is stored there; 'prometheus regime classify' stores them");
                var fits = new JsonArray([.. rows.Select(Node)]);
                call.Host.Output.WriteLine(new JsonObject { ["region"] = call.Get(region), ["model_id"] = call.Get(model), ["fits"] = fits }.ToJsonString(Indented));
                return ExitCode.Done;
            });
    }

    private static JsonNode Node(ModelRow row) => new JsonObject
    {
        ["served_from"] = Text(row.ServedFrom),
        ["window"] = new JsonObject { ["start_date"] = Text(row.TrainingStart), ["end_date"] = Text(row.TrainingEnd) },
        ["schema_hash"] = row.SchemaHash,
        ["training_digest"] = row.TrainingDigest,
        ["seed"] = row.Seed,
        ["fit"] = JsonNode.Parse(row.Fit),
    };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
