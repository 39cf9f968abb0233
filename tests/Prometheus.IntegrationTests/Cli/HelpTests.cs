using System.IO.Compression;
using System.Text;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Testing;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>Help on every level, as a person meets it, with an example that runs.</summary>
[Collection(WorkingFolder.Collection)]
public sealed class HelpTests
{
    /// <summary>Every command line that has a help page, found by following the pages themselves, without starting a process for each.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Pages = new(() =>
    {
        using var home = new ProductHome();
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Follow("", home, pages);
        return pages;
    });

    [Fact]
    public void Every_page_shows_an_example()
    {
        Assert.InRange(Pages.Value.Count, 30, 200);
        Assert.All(Pages.Value, page => Assert.StartsWith("prometheus ", ExampleOf(page.Value), StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_says_nothing_that_depends_on_the_machine()
    {
        Assert.All(Pages.Value.Values, page => Assert.DoesNotContain(Environment.MachineName, page, StringComparison.Ordinal));
        Assert.All(Pages.Value.Values.SelectMany(p => p.Split('\n')).Where(l => l.Contains("[all cores]", StringComparison.Ordinal)), l => Assert.DoesNotContain("default", l, StringComparison.Ordinal));
    }

    /// <summary>
    /// On one home, after the example that makes its market, in its folder; bash says where words end. Ids of runs and decisions are those made there.
    /// The executable itself is started for one example a stage: starting it for each takes longer than all of them do.
    /// </summary>
    [Fact]
    public void Every_example_runs()
    {
        using var home = new ProductHome();
        using var program = new ProgramHome().With(DatabaseSettings.HomeKey, home.Folder);
        WriteFiles(home);
        using var inside = new WorkingFolder(home.Folder);
        var examples = Pages.Value.Values.Select(ExampleOf).Distinct(StringComparer.Ordinal)
            .Where(e => e != "prometheus demo" && !e.StartsWith("prometheus serve", StringComparison.Ordinal)) // DemoTests and ServeEmbeddingsTests run them
            .OrderBy(StageOf)
            .ThenBy(RankOf)
            .ToArray();
        var (runId, stage) = ("", -1);
        foreach (var shown in examples)
        {
            var example = shown.EndsWith(" 2a9d", StringComparison.Ordinal) ? shown.Replace("2a9d", ChoiceIn(home), StringComparison.Ordinal) : shown;
            if (example.EndsWith(" 7a2e", StringComparison.Ordinal))
                example = example.Replace("7a2e", RunIn(home, "US_CORE_LONG_EQ_H21"), StringComparison.Ordinal);

            // The example market has no context vectors; a model compared with itself asks the same of the store.
            example = example.Replace("assessment-context-v1", "assessment-basic-v1", StringComparison.Ordinal).Replace(" 1f0c", " " + runId, StringComparison.Ordinal);
            if (StageOf(shown) != stage)
                program.Shell($"cd {home.Folder} && {example}").Expect(0);
            else
                home.Run(program.Shell($"printf '%s\\n' {example}").Expect(0).Lines[1..]);
            stage = StageOf(shown);
            if (example.Contains("S_H21:", StringComparison.Ordinal))
                runId = RunIn(home, "S_H21");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    [InlineData("data import prices")]
    [InlineData("backtest")]
    [InlineData("backtest campaign")]
    [InlineData("db")]
    [InlineData("script")]
    public void A_page_reads_as_approved(string command)
    {
        using var home = new ProgramHome();
        var page = home.Run([.. Words(command), "--help"]).Expect(0);
        Assert.Empty(page.Error);
        ApprovedText.Equal($"tests/Prometheus.IntegrationTests/Cli/Approved/help {command}".TrimEnd().Replace(' ', '-') + ".verified.txt", page.Output);
        Assert.Equal(page.Output, Pages.Value[command]);
    }

    private static void WriteFiles(ProductHome home)
    {
        home.Write("instruments.csv", "symbol,name,listed\nNEW,New Inc.,2020-01-02\n");
        home.Write("sectors.csv", "Symbol,Name,Sector\nNEW,New Inc.,Energy\n");
        home.Write("members.csv", "ticker,start_date,end_date\nSYN001,2020-06-01,\n");
        home.Write("vix.csv", "DATE,OPEN,HIGH,LOW,CLOSE\n2020-01-02,14,15,13,14\n");
        home.Write("scores.csv", "instrument,date,score,known_on\nSYN001.US,2022-01-03,0.5,2022-01-03\n");
        home.Write("news.csv", "timestamp,headline,symbols\n2020-01-02T15:00:00Z,Good news,SYN001\n");
        home.Write("macro.csv", "timestamp,event_type,description\n2020-01-29T19:00:00Z,FOMC,Patient\n");
        home.Write("filings.jsonl", "{\"symbol\": \"SYN001\", \"type\": \"10-K\", \"date\": \"2020-02-03\", \"text\": \"Annual report\"}\n");
        home.Write("calls.jsonl", "{\"symbol\": \"SYN001\", \"date\": \"2020-02-03\", \"text\": \"Good morning\"}\n");
        home.Write("statements.csv", "symbol,period_end,report_date,revenue\nNEW,2020-03-31,2020-05-04,100\n");
        foreach (var experiment in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "examples", "experiments")))
            home.Write($"examples/experiments/{Path.GetFileName(experiment)}", File.ReadAllText(experiment));
        using var packed = new GZipStream(File.Create(home.PathOf("prices.csv.gz")), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(PriceFiles.AlphaVantage(["NEW"], PriceFiles.Sessions(new DateOnly(2020, 1, 2), 300), (_, t) => 20 + (t % 7))));
    }

    private static string ChoiceIn(ProductHome home)
        => home.Databases.Runtime.Query<string>("SELECT decision_id FROM engine_decisions WHERE engine_name = 'META_ORCHESTRATOR' ORDER BY as_of_date, decision_id")[0];

    private static string RunIn(ProductHome home, string sleeve)
        => home.Databases.Runtime.Query<string>("SELECT run_id FROM backtest_runs WHERE sleeve_id = @sleeve", new { sleeve })[0][..8];

    private static void Follow(string command, ProductHome home, SortedDictionary<string, string> pages)
    {
        // A page calls the program by the name of its process.
        var page = pages[command] = home.Run([.. Words(command), "--help"]).Replace($"  {ProcessName} ", "  prometheus ", StringComparison.Ordinal);
        var lines = page.Split('\n');
        var heading = Array.IndexOf(lines, "Commands:");
        for (var i = heading + 1; heading >= 0 && lines[i].Length > 0; i++)
            Follow($"{command} {lines[i].Trim().Split(' ', ',')[0]}".Trim(), home, pages);
    }

    /// <summary>
    /// A refresh comes before files and predictions that it could not make again, campaigns before what looks at their runs, and leaving out what
    /// vectors bring after all vectors; a name is taken out last.
    /// </summary>
    private static int StageOf(string example)
    {
        if (example.StartsWith("prometheus data synth", StringComparison.Ordinal) || example == "prometheus refresh")
            return 0;
        if (example.StartsWith("prometheus data remove", StringComparison.Ordinal))
            return 4;
        if (example.Contains(" CORE_EQ_US_LAMBDA", StringComparison.Ordinal) || example.Contains("campaign ablate", StringComparison.Ordinal))
            return 3;
        return example.Contains("campaign", StringComparison.Ordinal) ? 1 : 2;
    }

    /// <summary>Vectors of scenarios need the set and the vectors of names, books need both, and a run needs its books.</summary>
    private static int RankOf(string example)
    {
        string[] order = ["scenario generate", "embed numeric", "backfill_numeric_embeddings_comprehensive", "embed scenario", "backfill_numeric_scenario_embeddings", "stab-states", "stab-scenarios", "stab_fragility", "portfolio stab-", "show_portfolio_stab_scenario_exposure", "backfill_portfolio_stab_scenario_metrics"];
        var rank = Array.FindIndex(order, o => example.Contains(o, StringComparison.Ordinal));
        return rank < 0 ? order.Length : rank;
    }

    private static string ProcessName => Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]);

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string ExampleOf(string page)
    {
        var lines = page.Split('\n');
        return lines[Array.IndexOf(lines, "Example:") + 1].Trim();
    }
}
