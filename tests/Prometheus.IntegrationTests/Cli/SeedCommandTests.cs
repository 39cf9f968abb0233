using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>The seeds' command lines, word for word: only what starts Python became what starts this program.</summary>
public sealed class SeedCommandTests
{
    /// <summary>Seed 001 §4.2.</summary>
    private const string Campaign = """
        prometheus script run_backtest_campaign.py \
          --market-id US_EQ \
          --start 2014-01-02 \
          --end   2014-03-31 \
          --sleeve US_CORE_LONG_EQ_H5:US_CORE_LONG_EQ:US_EQ:US_CORE_LONG_EQ_H5_UNIVERSE:US_CORE_LONG_EQ_H5_PORTFOLIO:US_CORE_LONG_EQ_H5_ASSESS:5 \
          --sleeve US_CORE_LONG_EQ_H21:US_CORE_LONG_EQ:US_EQ:US_CORE_LONG_EQ_H21_UNIVERSE:US_CORE_LONG_EQ_H21_PORTFOLIO:US_CORE_LONG_EQ_H21_ASSESS:21 \
          --sleeve US_CORE_LONG_EQ_H63:US_CORE_LONG_EQ:US_EQ:US_CORE_LONG_EQ_H63_UNIVERSE:US_CORE_LONG_EQ_H63_PORTFOLIO:US_CORE_LONG_EQ_H63_ASSESS:63 \
          --initial-cash 1000000 \
          --max-workers 3
        """;

    /// <summary>Seed 001 §4.3, each with whether its rows must be more than one; the host and the user are the tests' own.</summary>
    private static readonly string[] Queries =
    [
        """
        psql -h localhost -U feanor -d prometheus_runtime -c \
          "SELECT run_id, strategy_id, start_date, end_date, metrics_json->>'cumulative_return' AS cumret \
             FROM backtest_runs \
         ORDER BY created_at DESC LIMIT 5;"
        """,
        """
        psql -h localhost -U feanor -d prometheus_runtime -c \
          "SELECT date, equity_curve_value, drawdown \
             FROM backtest_daily_equity \
         ORDER BY date DESC LIMIT 10;"
        """,
        """
        psql -h localhost -U feanor -d prometheus_runtime -c \
          "SELECT COUNT(*) FROM backtest_trades;"
        """,
    ];

    [Fact]
    public void The_script_that_lists_sleeves_lists_the_three()
    {
        using var home = new ProgramHome();

        var run = home.Shell("prometheus script setup_phase1_sleeves.py").Expect(0);

        Assert.Equal(run.Output, home.Shell("prometheus script setup_phase1_sleeves").Expect(0).Output);
        Assert.Equal([5, 21, 63], run.Lines[1..].Select(l => int.Parse(l.Split(',')[6], CultureInfo.InvariantCulture)));
        foreach (var line in run.Lines[1..])
        {
            var fields = line.Split(',');
            Assert.Equal([$"US_CORE_LONG_EQ_H{fields[6]}", "US_CORE_LONG_EQ", "US_EQ", $"{fields[0]}_UNIVERSE", $"{fields[0]}_PORTFOLIO", $"{fields[0]}_ASSESS"], fields[..6]);
            Assert.Equal(string.Join(':', fields[..7]), fields[7]);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_campaign_prints_the_header_and_three_different_finite_rows(DatabaseEngine engine)
    {
        using var home = Journey.Home(engine);

        AssertThreeRows(home.Shell(Campaign).Expect(0));
    }

    [PostgresFact]
    public void The_three_queries_return_rows()
    {
        using var home = new ProgramHome(DatabaseEngine.PostgreSql);
        using var runtime = new NamedDatabase(home.Settings.Runtime!, "prometheus_runtime");
        home.With(DatabaseSettings.RuntimeKey, runtime.Address);
        home.Run("db", "migrate").Expect(0);
        home.Run(Journey.Synth).Expect(0);
        AssertThreeRows(home.Shell(Campaign).Expect(0));

        Assert.Equal([3, 10, 1], Queries.Select(q => RowsOf(home, runtime.Address, q)));
        Assert.True(home.Run("sql", "SELECT COUNT(*) AS n FROM backtest_trades", "--format", "csv").Expect(0).Lines[1] is var n && int.Parse(n, CultureInfo.InvariantCulture) > 0);
    }

    private static void AssertThreeRows(ProgramRun run)
    {
        Assert.Equal("run_id,sleeve_id,strategy_id,cumulative_return,annualised_sharpe,max_drawdown", run.Lines[0]);
        Assert.Equal(4, run.Lines.Length);
        Assert.Equal(3, run.Lines[1..].Select(l => string.Join(',', l.Split(',')[3..])).Distinct().Count());
        Assert.All(run.Lines[1..].SelectMany(l => l.Split(',')[3..]), v => Assert.True(double.IsFinite(double.Parse(v, CultureInfo.InvariantCulture))));
        Assert.All(run.Lines[1..], l => Assert.True(Guid.TryParse(l.Split(',')[0], out _)));
    }

    /// <summary>Through psql where this machine has it, else the same statement without it.</summary>
    private static int RowsOf(ProgramHome home, string address, string query)
    {
        var server = new NpgsqlConnectionStringBuilder(address);
        if (Process.Start(new ProcessStartInfo("sh", ["-c", "command -v psql >/dev/null"])) is { } look && WaitedFor(look) == 0)
        {
            var run = home.Shell(query.Replace("localhost", server.Host, StringComparison.Ordinal).Replace("feanor", server.Username, StringComparison.Ordinal)).Expect(0);
            return int.Parse(run.Lines.Single(l => l.StartsWith('(')).TrimStart('(').Split(' ')[0], CultureInfo.InvariantCulture);
        }

        using var connection = new NpgsqlConnection(address);
        connection.Open();
        using var command = new NpgsqlCommand(query[(query.IndexOf('"', StringComparison.Ordinal) + 1)..^1].Replace("\\\n", "\n", StringComparison.Ordinal), connection);
        using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read())
            rows++;
        return rows;
    }

    private static int WaitedFor(Process process)
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>A database of a name that stands in a command line.</summary>
    private sealed class NamedDatabase : IDisposable
    {
        private readonly string _from;
        private readonly string _name;

        public NamedDatabase(string from, string name)
        {
            (_from, _name) = (from, name);
            Execute($"CREATE DATABASE {name}");
            Address = new NpgsqlConnectionStringBuilder(from) { Database = name }.ConnectionString;
        }

        public string Address { get; }

        public void Dispose() => Execute($"DROP DATABASE {_name} WITH (FORCE)");

        private void Execute(string sql)
        {
            using var connection = new NpgsqlConnection(_from + ";Pooling=false");
            connection.Open();
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
    }
}
