using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Prometheus.Bench.Groups;
using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Databases;

namespace Prometheus.Bench;

/// <summary>The command line of the benchmark.</summary>
internal static class BenchCommand
{
    private static readonly Dictionary<string, Func<BenchWorld, IEnumerable<Figure>>> Groups = new(StringComparer.Ordinal)
    {
        ["kernel"] = KernelGroup.Run,
        ["engine"] = EngineGroup.Run,
        ["search"] = SearchGroup.Run,
        ["storage"] = StorageGroup.Run,
        ["scenario"] = ScenarioGroup.Run,
        ["embed"] = EmbedGroup.Run,
        ["campaign"] = CampaignGroup.Run,
        ["v0"] = V0Group.Run,
        ["w1"] = W1Group.Run,
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static int Run(string[] arguments)
    {
        var groups = new Argument<string[]>("group") { Description = $"any of {string.Join(", ", Groups.Keys)}; none means all", Arity = ArgumentArity.ZeroOrMore };
        groups.AcceptOnlyFromAmong([.. Groups.Keys]);
        var names = new Option<int>("--names") { Description = "instruments of the market", DefaultValueFactory = _ => 500, Recursive = true };
        var sessions = new Option<int>("--sessions") { Description = "sessions of the market", DefaultValueFactory = _ => 2520, Recursive = true };
        var engine = new Option<string>("--engine") { Description = "sqlite or postgres; without it both" };
        engine.AcceptOnlyFromAmong("sqlite", "postgres");
        var server = new Option<string>("--server") { Description = "connection string of a PostgreSQL server to make databases on; without it a private one is started" };
        var prometheus = new Option<string>("--prometheus") { Description = "the executable to measure", Required = true };
        var plain = new Option<string>("--plain") { Description = "the plain W1 program to measure it against", Required = true };
        var json = new Option<string>("--json") { Description = "also write the figures to this file" };
        var root = new RootCommand("Measures Prometheus against fixed floors, interleaved, medians of five. Started by bench/run.") { groups, names, sessions, engine, server, prometheus, plain, json };
        root.SetAction(parsed => Measure(
            new BenchOptions
            {
                Groups = parsed.GetValue(groups) is { Length: > 0 } chosen ? chosen : [.. Groups.Keys],
                Names = parsed.GetValue(names),
                Sessions = parsed.GetValue(sessions),
                Engines = parsed.GetValue(engine) switch { "sqlite" => [DatabaseEngine.Sqlite], "postgres" => [DatabaseEngine.PostgreSql], _ => Enum.GetValues<DatabaseEngine>() },
                Server = parsed.GetValue(server),
                Prometheus = parsed.GetRequiredValue(prometheus),
                Plain = parsed.GetRequiredValue(plain),
            },
            parsed.GetValue(json)));

        var signals = new Command("child-signals", "Computes the signals once and prints the seconds.") { Hidden = true };
        signals.SetAction(parsed =>
        {
            var market = RandomMarket.Create(parsed.GetValue(names), parsed.GetValue(sessions));
            var watch = Stopwatch.StartNew();
            BaselineSignals.Compute(market, Environment.ProcessorCount);
            Console.WriteLine(watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        });
        var digest = new Command("child-digest", "Computes the signals once and prints their digests.") { Hidden = true };
        digest.SetAction(parsed =>
        {
            var market = RandomMarket.Create(parsed.GetValue(names), parsed.GetValue(sessions));
            foreach (var line in BaselineSignals.Digests(market, BaselineSignals.Compute(market, Environment.ProcessorCount)))
                Console.WriteLine(line);
        });
        root.Subcommands.Add(signals);
        root.Subcommands.Add(digest);
        return root.Parse(arguments).Invoke();
    }

    private static int Measure(BenchOptions options, string? json)
    {
        var figures = new List<Figure>();
        using (var world = new BenchWorld(options))
        {
            foreach (var group in options.Groups)
            {
                foreach (var figure in Groups[group](world))
                {
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Group}: {figure.Name}: {figure.Ratio:0.000} of {figure.Floor}"));
                    figures.Add(figure);
                }
            }
        }

        FigureTable.Print(figures, Console.Out);
        if (json is not null)
            File.WriteAllText(json, JsonSerializer.Serialize(new { Machine = Machine.Describe(), Options = options, Figures = figures }, Json) + "\n");
        return 0;
    }
}
