using System.CommandLine;
using System.Text.Json;
using Prometheus.Cli.Commands;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.Embeddings;
using Prometheus.Jobs;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.States;

/// <summary>
/// Every command that can write a row is run on copies of one small store, as usual and in three other ways, and every key that two of these stores
/// share has one number, whoever wrote it.
/// </summary>
public sealed class EveryWriterTests
{
    /// <summary>Set, the commands are run; without it only their list is compared with the tree.</summary>
    private const string StudyKey = "PROMETHEUS_STUDY_WRITERS";

    private const string Start = "2015-11-02";
    private const string LaterStart = "2015-11-23";
    private const string End = "2016-02-12";
    private const string LaterEnd = "2016-03-11";

    private static readonly string[] Dates = ["--start", Start, "--end", End];

    private static readonly string[] Sleeves = ["--sleeve", "S_H21:S:US_EQ:S_H21_UNIVERSE:BOOK:S_H21_ASSESS:21"];

    /// <summary>Commands that write rows and are no step to the vectors, as one usually gives them.</summary>
    private static readonly string[][] OtherWriters =
    [
        ["stab", "backfill", .. Dates],
        ["liquidity", "backfill", .. Dates],
        ["factor", "build", .. Dates],
        ["fragility", "score", .. Dates],
        ["universe", "backfill", .. Dates],
        ["backtest", "campaign-meta", "--strategy-id", "S", "--market-id", "US_EQ", .. Dates],
        ["campaign", "robust", "--market-id", "US_EQ", .. Sleeves, .. Dates, "--start-shifts", "1", "--delays", "0", "--cost-multiples", "1", "--one-phase", "--save"],
        ["risk", "backfill", "--portfolio-id", "BOOK"],
        ["scenario", "risk", "--portfolio-id", "BOOK", "--scenario-set-id", "CRASH"],
        ["meta", "select", "--strategy-id", "S", "--top-k", "1"],
    ];

    /// <summary>
    /// Three ways other than the usual one, for commands whose options are more than dates and threads. A universe is what its id was last asked for, so
    /// that another one has another id.
    /// </summary>
    private static readonly Dictionary<string, string[][]> Ways = new(StringComparer.Ordinal)
    {
        ["stab backfill"] = [["--features", "num-stab-core-v1"], ["--features", "num-profile-core-v1"], ["--profiles", "issuer-profile-v1"]],
        ["regime classify"] = [["--method", "hmm"], ["--features", "num-regime-core-v1"], ["--window-days", "42"]],
        ["fragility score"] = [["--scenario-set-id", "CRASH"], ["--max-workers", "1"], ["--force"]],
        ["universe backfill"] =
            [["--universe-id", "SMALL", "--max-universe-size", "5"], ["--universe-id", "DEAR", "--min-price", "30"], ["--universe-id", "PROFILED", "--profiles", "issuer-profile-v1"]],
        ["backtest campaign"] =
            [["--set", "stability.features=num-stab-core-v1"], ["--set", "stability.features=num-profile-core-v1"], ["--profiles", "issuer-profile-v1"]],
        ["backtest campaign-meta"] = [["--set", "stability.features=num-stab-core-v1"], ["--rebalance", "daily"], ["--profiles", "issuer-profile-v1"]],
        ["campaign robust"] = [["--set", "stability.features=num-stab-core-v1"], ["--rebalance", "monthly"], ["--profiles", "issuer-profile-v1"]],
        ["embed numeric"] = [["--window-days", "42"], ["--entity-type", "SECTOR"], ["--model", "num-stab-core-v1", "--limit", "4"]],
        ["profile build"] = [["--frequency", "weekly"], ["--max-workers", "1"], ["--force"]],
    };

    /// <summary>Commands that write no derived row, or write it through one of the others.</summary>
    private static readonly HashSet<string> NotTried = new(
        [
            // Rows of sources, which are no state.
            "data import instruments", "data import membership", "data import prices", "data import sectors", "data import series", "data import news",
            "data import fundamentals", "data import filings", "data import transcripts", "data import macro", "data synth", "data remove", "assess import",

            // Files, pages and answers.
            "calendar sessions", "data check", "data status", "data export", "regime risk", "regime show", "regime prototypes", "profile show", "stab risk", "stab show",
            "lambda backfill", "lambda summarise", "lambda align", "embed show", "fragility show", "liquidity show", "universe explain", "assess compare", "assess report",
            "sleeve list", "backtest w1", "backtest list", "backtest show", "backtest compare", "backtest tearsheet", "backtest verify", "meta show", "scenario list",
            "scenario show", "portfolio stab-exposure", "risk show", "serve embeddings", "db migrate", "db status", "db digest", "sql",

            // A setting; another one makes what follows from it stale, and is tried by OneKeyOneNumberTests.
            "regime index",

            // The commands above one after another: compared by DemoTests, RefreshedStoreTests, ExperimentFileTests and the tests of v0.
            "refresh", "demo", "campaign run", "campaign v0", "campaign ablate",

            // What came after a decision, or was learnt from files: without a key that another command writes.
            "meta outcomes", "lambda experiment", "universe backfill-lambda", "joint episodes",
        ],
        StringComparer.Ordinal);

    [Fact]
    public void Every_command_is_tried_or_left_out_with_a_reason()
    {
        var tried = Commands().Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var known = tried.Concat(NotTried).ToHashSet(StringComparer.Ordinal);
        var leaves = Leaves().Select(l => l.Name).ToArray();

        Assert.All(leaves.Except(known), l => Assert.False(IsNoAnswer(l), l));
        Assert.Empty(known.Except(leaves));
    }

    private static bool IsNoAnswer(string command) => !command.StartsWith("similar ", StringComparison.Ordinal) && !command.StartsWith("joint show ", StringComparison.Ordinal);

    [StudyTheory, OnSqlite, OnPostgreSql]
    public void Whoever_writes_a_key_writes_the_same_number(DatabaseEngine engine)
    {
        using var usual = new ProgramHome(engine);
        foreach (var step in EmbeddingStep.All)
            usual.Inside(step.Arguments).Expect(0);
        var found = new Dictionary<(string Table, string Key), (Dictionary<string, string> Values, string By)>();
        var differing = new List<string>();
        Add(found, usual, MakingStore.All, "the commands of the store", differing);

        foreach (var command in Commands())
        {
            foreach (var way in WaysOf(command))
            {
                using var home = ProgramHome.CopyOf(usual);
                home.Inside(way).Expect(0);
                Add(found, home, runtime => [MakingStore.All(runtime).MaxBy(m => m.Sequence)!], string.Join(' ', way), differing);
            }
        }

        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    /// <summary>A minute an engine: run where it is asked for.</summary>
    private sealed class StudyTheoryAttribute : TheoryAttribute
    {
        public StudyTheoryAttribute() => Skip = Environment.GetEnvironmentVariable(StudyKey) is null ? $"{StudyKey}=1 compares what every writer leaves" : null;
    }

    private static IEnumerable<string[]> Commands() => EmbeddingStep.All.Select(s => s.Arguments).Where(a => a[0] != "script" && NameOf(a) != "data synth").DistinctBy(NameOf).Concat(OtherWriters);

    /// <summary>The usual way, where the store was not made by it, and three others: options of its own, else another beginning, another end and one thread.</summary>
    private static IEnumerable<string[]> WaysOf(string[] command)
    {
        var name = NameOf(command);
        if (OtherWriters.Contains(command))
            yield return command;
        if (Ways.TryGetValue(name, out var ways))
        {
            foreach (var way in ways)
                yield return [.. command, .. way];
            yield break;
        }

        var options = Leaves().Single(l => l.Name == name).Options;
        string[][] dated = [[.. command.Select(w => w == Start ? LaterStart : w)], [.. command.Select(w => w == End ? LaterEnd : w)]];
        string[][] plain = [.. new string[][] { ["--max-workers", "1"], ["--force"] }.Where(m => options.Contains(m[0])).Select(m => command.Concat(m).ToArray())];
        foreach (var other in dated.Where(d => !d.SequenceEqual(command)).Concat(plain).Take(3))
            yield return other;
    }

    private static string NameOf(string[] command) => string.Join(' ', command.TakeWhile(w => !w.StartsWith('-')));

    /// <summary>Every command under its noun; under <c>script</c> stand the same once more.</summary>
    private static List<(string Name, IReadOnlySet<string> Options)> Leaves()
    {
        var leaves = new List<(string, IReadOnlySet<string>)>();
        Follow(CommandTree.Build(new CommandHost(TextWriter.Null, TextWriter.Null, CancellationToken.None)), "");
        return leaves;

        void Follow(Command command, string name)
        {
            if (command.Subcommands.Count == 0)
                leaves.Add((name, command.Options.Select(o => o.Name).ToHashSet(StringComparer.Ordinal)));
            foreach (var inner in command.Subcommands.Where(c => name.Length > 0 || c.Name != "script"))
                Follow(inner, $"{name} {inner.Name}".Trim());
        }
    }

    /// <summary>Adds the rows of the derived tables that some makings say they wrote; instants of writing count for nothing.</summary>
    private static void Add(
        Dictionary<(string Table, string Key), (Dictionary<string, string> Values, string By)> found, ProgramHome home, Func<Database, IReadOnlyList<Making>> makings, string by, List<string> differing)
    {
        using var databases = new DatabasePair(home.Settings);
        var written = makings(databases.Runtime).SelectMany(m => m.Artefacts).Select(a => a.Owned?.Table).ToHashSet(StringComparer.Ordinal);
        foreach (var database in Enum.GetValues<LogicalDatabase>().Select(d => databases[d]))
        {
            foreach (var table in TableCatalog.Read(database).Where(t => TableRoles.Of(t.Name) == TableRole.Result && written.Contains(t.Name)))
                AddTable(found, database, table, by, differing);
        }
    }

    private static void AddTable(Dictionary<(string Table, string Key), (Dictionary<string, string> Values, string By)> found, Database database, TableShape table, string by, List<string> differing)
    {
        using var rows = TextRows.OfTable(database, table.Name);
        var columns = Enumerable.Range(table.KeyColumns, rows.Names.Count - table.KeyColumns).Where(c => !rows.Names[c].EndsWith("_at", StringComparison.Ordinal)).ToArray();
        var reported = false;
        while (rows.Next())
        {
            var key = (table.Name, string.Join('|', Enumerable.Range(0, table.KeyColumns).Select(c => rows[c])));
            var values = ValuesOf(rows, columns);
            if (found.TryAdd(key, (values, by)) || reported)
                continue;
            var other = values.Where(v => found[key].Values.TryGetValue(v.Key, out var before) && before != v.Value).ToArray();
            reported = other.Length > 0;
            if (reported)
                differing.Add($"{table.Name} {key.Item2}: '{found[key].By}' has {string.Join('|', other.Select(o => $"{o.Key}={found[key].Values[o.Key]}"))}, '{by}' has {string.Join('|', other.Select(o => $"{o.Key}={o.Value}"))}");
        }
    }

    /// <summary>The values of a row by name, those of a document one by one: each command that enriches one adds keys of its own.</summary>
    private static Dictionary<string, string> ValuesOf(TextRows rows, int[] columns)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var text = rows[column] ?? "";
            if (!text.StartsWith('{'))
            {
                values[rows.Names[column]] = text;
                continue;
            }

            using var document = JsonDocument.Parse(text);
            foreach (var fact in document.RootElement.EnumerateObject())
                values[$"{rows.Names[column]}->{fact.Name}"] = fact.Value.GetRawText();
        }

        return values;
    }
}
