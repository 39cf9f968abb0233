using Npgsql;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>Where the databases are: flags, environment, <c>.env</c>, awkward folders, and servers that say no.</summary>
public sealed class HomeTests
{
    [Fact]
    public void A_home_may_have_spaces_and_letters_of_any_kind()
    {
        using var home = CampaignHome.Copy();
        const string Folder = "my data/Größe β's";

        home.Run([.. Journey.Synth, "--home", Folder]).Expect(0);
        var there = home.Run([.. Journey.Campaign(), "--home", Folder]).Expect(0);

        Assert.True(File.Exists(home.PathOf($"{Folder}/runtime.db")));
        Assert.Equal(home.Run(Journey.Campaign()).Expect(0).Output, there.Output);
        Assert.Equal(home.Digest(), home.Run("db", "digest", "--format", "csv", "--home", Folder).Expect(0).Output);
    }

    [Fact]
    public void A_flag_beats_the_environment_and_the_environment_beats_the_file()
    {
        using var home = new ProgramHome();
        home.Write(".env", "# settings\nPROMETHEUS_HOME='from the file'\n");

        Assert.Contains(home.Settings.Home, home.Run("db", "status").Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("from the flag/", home.Run("db", "status", "--home", "from the flag").Expect(0).Output, StringComparison.Ordinal);
        home.With(DatabaseSettings.HomeKey, "");
        Assert.Contains("from the file/", home.Run("db", "status").Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db status")]
    [InlineData("backtest list")]
    [InlineData("data synth --start 2020-01-02 --end 2020-12-31")]
    public void A_home_that_cannot_be_written_is_one_sentence(string commandLine)
    {
        using var home = new ProgramHome();
        home.Write("occupied", "a file where the folder should be");

        var run = home.Run([.. commandLine.Split(' '), "--home", "occupied"]).Expect(1);

        AssertSentence(run, "occupied/");
    }

    [Fact]
    public void A_file_that_is_no_database_is_one_sentence()
    {
        using var home = new ProgramHome();
        home.Write("home/runtime.db", "this is not a database, however long one looks at it");

        AssertSentence(home.Run("backtest", "list", "--home", "home").Expect(1), "runtime.db");
    }

    [PostgresFact]
    public void A_wrong_password_is_one_sentence_without_the_password()
    {
        using var home = new ProgramHome(DatabaseEngine.PostgreSql);
        var address = new NpgsqlConnectionStringBuilder(home.Settings.Historical) { Username = GuardedRole.Name, Password = GuardedRole.Password };
        GuardedRole.Create(home.Settings.Historical!);
        home.With(DatabaseSettings.HistoricalKey, address.ConnectionString);
        home.Run("db", "status").Expect(0);

        address.Password = "a-wrong-secret";
        home.With(DatabaseSettings.HistoricalKey, address.ConnectionString);
        var run = home.Run("data", "check").Expect(1);

        AssertSentence(run, "password");
        Assert.DoesNotContain("secret", run.Everything, StringComparison.Ordinal);
    }

    [PostgresFact]
    public void A_server_that_is_not_there_or_has_no_such_database_is_one_sentence()
    {
        using var home = new ProgramHome(DatabaseEngine.PostgreSql);
        home.With(DatabaseSettings.HistoricalKey, "postgres://u:a-secret@127.0.0.1:9/d");
        var absent = home.Run("data", "check").Expect(1);
        home.With(DatabaseSettings.HistoricalKey, new NpgsqlConnectionStringBuilder(home.Settings.Runtime) { Database = "no_such_database" }.ConnectionString);
        var unknown = home.Run("data", "check").Expect(1);

        AssertSentence(absent, "127.0.0.1:9");
        Assert.DoesNotContain("a-secret", absent.Everything, StringComparison.Ordinal);
        AssertSentence(unknown, "no_such_database");
    }

    private static void AssertSentence(ProgramRun run, string says)
    {
        Assert.Empty(run.Output);
        var sentence = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("error: ", sentence, StringComparison.Ordinal);
        Assert.Contains(says, sentence, StringComparison.Ordinal);
    }
}
