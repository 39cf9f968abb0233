using System.Text.RegularExpressions;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Docs;

/// <summary>
/// The shell blocks of the pages, run as they stand in a folder that has what a reader of the page would have. Pages whose blocks stand on each
/// other are walked whole by <see cref="SeedPageTests"/>.
/// </summary>
public sealed class DocumentedCommandTests
{
    /// <summary>What a reader's shell offers: the launcher, and the examples as they were built with these tests.</summary>
    private const string Shell = """
        set -euo pipefail
        dotnet() { [[ "$1 $2 $3 $4" == "run --project examples/Prometheus.Examples --" ]] && shift 4 && Prometheus.Examples "$@"; }
        """;

    /// <summary>Blocks that other tests run: <see cref="Cli.DemoTests"/>.</summary>
    private static readonly string[] RunElsewhere = ["./prometheus demo"];

    private static readonly string[] NotRun = ["./test"];

    public static TheoryData<string, int> Blocks()
    {
        var data = new TheoryData<string, int>();
        foreach (var page in MarkdownPage.All().Where(p => !SeedPageTests.Pages.Contains(p.Path, StringComparer.Ordinal)))
        {
            for (var block = 0; block < page.ShellBlocks.Count; block++)
            {
                if (!RunElsewhere.Concat(NotRun).Contains(page.ShellBlocks[block], StringComparer.Ordinal))
                    data.Add(page.Path, block);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_runs_as_it_stands(string page, int block)
    {
        using var home = new ProgramHome();
        home.With(DatabaseSettings.HomeKey, "");
        home.Write("prometheus", "#!/bin/sh\nexec prometheus \"$@\"\n");
        var dates = PriceFiles.Sessions(new DateOnly(2012, 1, 3), 800);
        var symbols = Enumerable.Range(0, 30).Select(i => $"P{i:D2}").ToArray();
        var prices = PriceFiles.AlphaVantage(symbols, dates, (s, t) => 20 + s + (((t * (7 + s)) % (11 + s)) * 0.3));
        home.Write("prices.csv", Regex.Replace(prices, @",(\d+),0,1\n", ",${1}000,0,1\n")); // names that trade
        home.Write("sectors.csv", "Symbol,Name,Sector\n" + string.Concat(symbols.Select((s, i) => $"{s},{s} Inc.,Sector {i % 5}\n")));
        home.Shell("chmod +x prometheus && gzip --keep prices.csv").Expect(0);
        var commands = MarkdownPage.All().Single(p => p.Path == page).ShellBlocks[block];

        home.Shell($"{Shell}\n{commands}").Expect(0);
    }

    [Theory]
    [InlineData("./test", Skip = "the documented ./test is what runs these tests")]
    public void A_block_that_is_not_run_has_a_reason(string block) => Assert.Contains(block, NotRun);

    [Fact]
    public void Every_block_of_commands_is_marked_as_such()
        => Assert.Empty(MarkdownPage.All().SelectMany(p => p.UnmarkedCommands.Select(c => $"{p.Path}: {c}")));
}
