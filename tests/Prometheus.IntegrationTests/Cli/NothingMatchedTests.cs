using System.Security.Cryptography;
using System.Text;
using Prometheus.Cli;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>A command that ends with 2 or 3 leaves the database as it was: every row of every table, those that say which work is done included.</summary>
public sealed class NothingMatchedTests(NothingMatchedTests.Home store) : IClassFixture<NothingMatchedTests.Home>
{
    /// <summary>Before the store begins, and after it ends.</summary>
    private const string Never = "--start 2001-01-02 --end 2001-03-30";
    private const string Early = "--start 2012-01-03 --end 2012-02-28";

    /// <summary>A part of a command that would write elsewhere, or something of it.</summary>
    public static TheoryData<string> Commands =>
    [
        "data derive --market EU_EQ",
        "data import prices --file none.csv --market US_EQ",
        "factor build " + Never,
        $"regime classify --region US {Never}",
        "regime classify --region EU --as-of 2014-04-30",
        "regime classify --region US --as-of 2012-01-05",
        $"regime risk --region US {Never} --output none.csv",
        "embed numeric --start-date 2012-02-01 --end-date 2012-02-28",
        "embed numeric --start-date 2012-02-01 --end-date 2012-02-28 --entity-type INSTRUMENT NONE",
        $"embed text {Early}",
        $"embed text --model text-macro-v1 {Early}",
        $"embed text {Never}",
        $"script backfill_issuer_news_embeddings {Early}",
        $"embed portfolios --portfolio-id NOBODY {Early}",
        $"embed stab-states {Early}",
        "embed scenario --scenario-set-id NONE",
        "embed stab-scenarios --scenario-set-id OTHER",
        "joint episodes --episodes-file {episodes}",
        $"joint regime-context --region US {Early}",
        $"joint regime-macro --region US {Early}",
        "joint regime-macro --region US EU --start 2014-04-01 --end 2014-04-30",
        "joint regime-context --region US NOWHERE --start 2014-04-01 --end 2014-04-30",
        $"joint profiles {Early}",
        $"joint profiles --issuer-id NOBODY {Early}",
        $"joint assessment-context {Early}",
        $"joint portfolios {Early}",
        "joint meta --strategy-id NOBODY",
        $"profile build {Never}",
        $"stab backfill {Never}",
        $"stab backfill --entity-type SECTOR {Never}",
        $"stab backfill --profiles none-v1 {Early}",
        $"stab risk {Never} --output none.csv",
        $"fragility score {Never}",
        "fragility score --scenario-set-id NONE --start 2014-04-01 --end 2014-04-30",
        "fragility score --scenario-set-id CRASH --start 2014-04-01 --end 2014-04-30",
        $"lambda backfill {Never} --output none.csv",
        "lambda experiment --input none.csv --output out.csv --experiment-id X --model har --train-start 2013-01-02 --train-end 2013-06-28 --test-start 2013-07-01 --test-end 2013-12-31",
        $"universe backfill {Never}",
        "scenario generate --name NEW --category STRESSED --markets US_EQ --base-date-end 2001-01-02",
        "scenario generate --name NEW --category STRESSED --markets EU_EQ",
        "scenario risk --portfolio-id BOOK --scenario-set-id NONE",
        "scenario risk --portfolio-id NOBODY --scenario-set-id CRASH",
        "risk backfill --portfolio-id NOBODY",
        "portfolio stab-metrics --portfolio-id NOBODY --scenario-set-id CRASH",
        "portfolio stab-metrics --portfolio-id BOOK --scenario-set-id OTHER",
        "portfolio stab-metrics --portfolio-id BOOK --scenario-set-id CRASH",
        "portfolio stab-exposure --portfolio-id BOOK --as-of 2014-04-30 --scenario-set-id CRASH",
        "backtest stab-metrics",
        "backtest stab-metrics --strategy-id NOBODY",
        $"backtest campaign --market-id US_EQ {Never} --sleeve A:A:US_EQ:U:P:A:21",
        "backtest campaign --market-id US_EQ --start 2014-04-01 --end 2014-04-30 --sleeve A:A:US_EQ:U:P:A:21 --scenario-set-id NONE",
        "backtest robust --run-id 00000000",
        "meta select --strategy-id NOBODY",
        "meta select --strategy-id BOOKS --top-k 0",
        "meta outcomes",
        "similar names --entity-id SYN001.US --as-of 2014-04-30",
        "similar runs --run-id 00000000",
        "assess report --strategy-id NOBODY " + Early,
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_that_ends_with_2_or_3_leaves_the_database_as_it_was(string command)
    {
        var (files, before) = (Files(), store.LastDigest ?? Digest());
        using var said = new StringWriter();
        var code = Application.Run([.. command.Replace("{episodes}", store.Episodes, StringComparison.Ordinal).Split(' '), "--home", store.Product.Folder], TextWriter.Null, said);

        Assert.True(code is ExitCode.BadInput or ExitCode.NothingMatched, $"{command} ended with {code}: {said}");

        // Files that are the same hold the same rows; a log that was only folded into its file makes others.
        store.LastDigest = Files() == files ? before : Digest();
        Assert.Equal(before, store.LastDigest);
    }

    /// <summary>The counterpart: where something matches, the units without a row are done as well.</summary>
    [Fact]
    public void What_matched_nothing_is_written_when_something_matches()
    {
        var home = store.Copy;
        string[] command = ["joint", "regime-macro", "--region", "US", "--start", "2014-02-03", "--end", "2014-04-30"];
        home.Run(command);
        Assert.NotEqual(0, home.Databases.Historical.Scalar<long>("SELECT COUNT(*) FROM joint_embeddings"));
        Assert.Equal(2, home.Databases.Historical.Scalar<long>("SELECT COUNT(*) FROM job_units WHERE job_key LIKE 'joint regime%'"));
    }

    private string Files() => string.Join(' ', Directory.EnumerateFiles(store.Product.Folder, "*.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f =>
    {
        using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }));

    private string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var database in Enum.GetValues<LogicalDatabase>().Select(d => store.Product.Databases[d]))
        {
            foreach (var table in TableCatalog.Read(database))
            {
                var columns = table.Columns.ToArray().Select(c => $"\"{c.Name}\"").ToArray();
                using var rows = TextRows.OfQuery(database, $"SELECT {string.Join(", ", columns)} FROM {table.Name} ORDER BY {string.Join(", ", columns)}");
                hash.AppendData(Encoding.UTF8.GetBytes($"\n{table.Name}"));
                while (rows.Next())
                    hash.AppendData(Encoding.UTF8.GetBytes("\n" + string.Join('|', Enumerable.Range(0, columns.Length).Select(c => rows[c] ?? "NULL"))));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A small store with regimes of one month, a run, and scenarios whose names have no stored state.</summary>
    public sealed class Home : IDisposable
    {
        public Home()
        {
            string[] month = ["--start", "2014-04-01", "--end", "2014-04-30"];
            Product.Run("data", "synth", "--instruments", "12", "--start", "2012-01-03", "--end", "2014-06-30", "--seed", "3");
            Product.Run(["regime", "classify", "--region", "US", .. month]);
            Product.Run(["backtest", "campaign", "--market-id", "US_EQ", "--sleeve", "BOOKS_H21:BOOKS:US_EQ:U:BOOK:A:21", .. month]);
            foreach (var name in new[] { "CRASH", "OTHER" })
                Product.Run("scenario", "generate", "--name", name, "--category", "STRESSED", "--num-paths", "3", "--markets", "US_EQ", "--base-date-end", "2014-05-30");
            Product.Run("embed", "scenario", "--scenario-set-id", "CRASH");
            Product.Run("embed", "stab-scenarios", "--scenario-set-id", "CRASH");
            Episodes = Product.Write("episodes.json", """[{"episode_id":"E","label":"E","region":"US","start_date":"2012-02-01","end_date":"2012-02-28"}]""");
            Copy = ProductHome.CopyOf(Product);
        }

        internal ProductHome Product { get; } = new();

        internal string Episodes { get; }

        /// <summary>After the last command that was tried.</summary>
        internal string? LastDigest { get; set; }

        /// <summary>The same once more, to write to.</summary>
        internal ProductHome Copy { get; }

        public void Dispose()
        {
            Product.Dispose();
            Copy.Dispose();
        }
    }
}
