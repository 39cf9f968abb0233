using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Universes;

/// <summary>The commands around universes, fragility and scores as a user types them, on both engines.</summary>
public sealed class UniverseCommandTests
{
    private static readonly Lazy<string> Reference = new(() =>
    {
        using var home = Journey.Home();
        return Walk(home);
    });

    [PostgresFact]
    public void PostgreSql_answers_the_same()
    {
        using var home = Journey.Home(DatabaseEngine.PostgreSql);
        Assert.Equal(Reference.Value, Walk(home));
    }

    [Fact]
    public void The_answers_say_what_was_asked()
    {
        Assert.Contains("fragility_score", Reference.Value, StringComparison.Ordinal);
        Assert.Contains("rank,tier,", Reference.Value, StringComparison.Ordinal);
        Assert.Contains("horizon,21,", Reference.Value, StringComparison.Ordinal);
        Assert.Contains("rows quarantined,1", Reference.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_exit_code_three_and_what_is_wrong_two()
    {
        using var home = Journey.Home();
        home.Run("universe", "backfill", "--start", "2030-01-02", "--end", "2030-03-31").Expect(3);
        home.Run("universe", "backfill", "--region", "MARS", "--start", "2014-01-02", "--end", "2014-03-31").Expect(2);
        home.Run("universe", "explain", "SYN001.US", "2014-03-03").Expect(3);
        home.Run("universe", "explain", "SYN001.US", "soon").Expect(2);
        home.Run("fragility", "show", "--as-of", "2014-03-03").Expect(3);
        home.Run("fragility", "score", "--start", "2014-01-02", "--end", "2014-03-31", "--scenario-set-id", "NONE").Expect(3);
        home.Run("assess", "report", "--start", "2014-01-02", "--end", "2014-03-31").Expect(2);
        home.Run("assess", "report", "--strategy-id", "S", "--start", "2014-01-02", "--end", "2014-03-31").Expect(3);
        home.Run("assess", "import", "--file", "nowhere.csv", "--strategy-id", "S", "--model-id", "m").Expect(2);
        home.Run(
            "script", "backfill_universes_with_lambda", "--start", "2014-01-02", "--end", "2014-03-31", "--lambda-predictions", "nowhere.csv", "--experiment-id", "X").Expect(2);
    }

    private static string Walk(ProgramHome home)
    {
        home.Write("scores.csv", "instrument,date,score,known_on\nSYN001.US,2014-01-02,1,2014-01-03\nNOPE,2014-01-02,1,2014-01-03\n");
        string[][] commands =
        [
            ["script", "backfill_universes_basic", "--region", "US", "--start", "2014-01-02", "--end", "2014-03-31", "--max-universe-size", "20"],
            ["universe", "explain", "SYN001.US", "2014-03-03"],
            ["fragility", "score", "--start", "2014-01-02", "--end", "2014-03-31"],
            ["fragility", "show", "--as-of", "2014-03-03", "--top-k", "5"],
            ["assess", "import", "--file", home.PathOf("scores.csv"), "--strategy-id", "S", "--model-id", "mine"],
            ["assess", "report", "--strategy-id", "US_CORE_LONG_EQ", "--start", "2014-01-02", "--end", "2014-03-31"],
            ["db", "digest", "--tables"],
        ];
        return string.Concat(commands.Select(command => home.Run([.. command, "--format", "csv"]).Expect(0).Output));
    }
}
