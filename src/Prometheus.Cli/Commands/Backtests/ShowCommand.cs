using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Runs;

namespace Prometheus.Cli.Commands.Backtests;

internal static class ShowCommand
{
    public static Command Build(CommandHost host)
    {
        var run = new Argument<string>("run") { Description = "run id, or its first characters" };
        return host.Command(
            "show",
            "show everything known about one run: ids, options, metrics, data card",
            "prometheus backtest show 1f0c",
            [run],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var row = RunStore.Find(databases.Runtime, call.Get(run));
                var rows = new List<object?[]>
                {
                    new object?[] { "run", "run_id", row.RunId },
                    new object?[] { "run", "data_digest", row.DataDigest },
                };
                Add("config", row.ConfigJson, rows);
                Add("metric", row.MetricsJson, rows);
                Add("data card", row.DataCardJson ?? "{}", rows);
                call.Print(new Table(["part", "key", "value"], rows));
                return ExitCode.Done;
            });
    }

    private static void Add(string part, string json, List<object?[]> rows)
    {
        using var document = JsonDocument.Parse(json);
        Flatten(part, "", document.RootElement, rows);
    }

    private static void Flatten(string part, string path, JsonElement element, List<object?[]> rows)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                Flatten(part, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, rows);
            return;
        }

        object? value = element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => element.GetDouble().ToString("R", CultureInfo.InvariantCulture),
            JsonValueKind.Array => string.Join(", ", element.EnumerateArray().Select(e => e.ToString())),
            _ => element.ToString(),
        };
        rows.Add([part, path, value]);
    }
}
