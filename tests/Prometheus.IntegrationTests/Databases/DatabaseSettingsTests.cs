using System.Diagnostics;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

public sealed class DatabaseSettingsTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void Without_settings_both_databases_are_files_below_the_default_home()
    {
        var settings = DatabaseSettings.Resolve(Nothing, Nothing, Nothing);
        Assert.Equal(new DatabaseSettings("./prometheus-data"), settings);
        Assert.Equal(Path.Combine("./prometheus-data", "historical.db"), settings.FileOf(LogicalDatabase.Historical));
    }

    [Fact]
    public void Flags_go_before_the_environment_and_the_environment_before_the_file()
    {
        var settings = DatabaseSettings.Resolve(
            new Dictionary<string, string> { ["PROMETHEUS_HOME"] = "/flag", ["PROMETHEUS_RUNTIME"] = " " },
            new Dictionary<string, string> { ["PROMETHEUS_HOME"] = "/environment", ["PROMETHEUS_RUNTIME"] = "environment" },
            new Dictionary<string, string> { ["PROMETHEUS_HISTORICAL"] = "file", ["PROMETHEUS_RUNTIME"] = "file" });
        Assert.Equal(new DatabaseSettings("/flag", "file", "environment"), settings);
    }

    [Fact]
    public void Settings_never_print_a_password()
    {
        var settings = new DatabaseSettings("/home", "postgres://me:hunter2@localhost/prices", "Host=h;Database=d;Password=hunter2");
        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://me:hunter2@127.0.0.1:1/prices?sslmode=disable&connect_timeout=2")]
    [InlineData("Host=127.0.0.1;Port=1;Username=me;Password=hunter2;Database=prices;Timeout=2")]
    public void An_unreachable_server_is_one_sentence_without_the_password(string address)
    {
        var clock = Stopwatch.StartNew();
        var error = Assert.Throws<DatabaseError>(() => Database.Open(LogicalDatabase.Historical, new DatabaseSettings("/nowhere", address)));
        Assert.StartsWith("PostgreSQL database prices on 127.0.0.1:1 cannot be reached: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("postgres://me:hunter2@localhost/")]
    [InlineData("Host=localhost;Password=hunter2")]
    [InlineData("Host=localhost;Database=d;Pasword=hunter2")]
    [InlineData("postgres://me:hunter2@:not-a-port/x")]
    [InlineData("postgres://me:hunter2@localhost/x?sslmode=hunter2")]
    [InlineData("hunter2")]
    public void An_address_that_cannot_be_read_is_one_sentence_without_the_password(string address)
    {
        var error = Assert.Throws<UserError>(() => Database.Open(LogicalDatabase.Runtime, new DatabaseSettings("/nowhere", null, address)));
        Assert.StartsWith("PROMETHEUS_RUNTIME must ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public void A_database_that_is_not_there_is_named()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        var address = databases.Settings.Runtime!.Replace("Database=test_", "Database=absent_", StringComparison.Ordinal);
        var error = Assert.Throws<DatabaseError>(() => Database.Open(LogicalDatabase.Runtime, databases.Settings with { Runtime = address }));
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public void A_url_reaches_the_same_server()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        var parts = databases.Settings.Runtime!.Split(';').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var url = $"postgres://{parts["Username"]}@/{parts["Database"]}?host={Uri.EscapeDataString(parts["Host"])}";
        var alternative = $"postgresql://{parts["Username"]}@localhost/{parts["Database"]}?host={Uri.EscapeDataString(parts["Host"])}&sslmode=disable";
        using var database = Database.Open(LogicalDatabase.Runtime, databases.Settings with { Runtime = alternative });
        Assert.Equal(1, database.Scalar<int>("SELECT 1"));
        Assert.NotEqual(url, alternative);
    }

    [Fact]
    public void A_file_that_is_no_database_is_one_sentence()
    {
        var home = Directory.CreateTempSubdirectory("prometheus-home-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(home, "runtime.db"), new string('x', 5000));
            var error = Assert.Throws<DatabaseError>(() => Database.Open(LogicalDatabase.Runtime, new DatabaseSettings(home)));
            Assert.Contains("runtime.db cannot be opened: ", error.Message, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(home, "blocked"), "");
            Assert.Throws<DatabaseError>(() => Database.Open(LogicalDatabase.Runtime, new DatabaseSettings(Path.Combine(home, "blocked"))));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
