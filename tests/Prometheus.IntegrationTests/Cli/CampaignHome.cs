using Prometheus.Cli;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing.Processes;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>Homes that already hold the small synthetic market and its campaign: made once by the executable, then copied.</summary>
internal static class CampaignHome
{
    private static readonly Lazy<ProgramHome> Template = new(() =>
    {
        var home = Journey.Home();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Dispose();
        home.Run(Journey.Campaign()).Expect(0);
        return home;
    });

    public static ProgramHome Copy() => ProgramHome.CopyOf(Template.Value);

    /// <summary>Runs a command inside the test's own process, for tests of what is said and stored; files are named with their folder.</summary>
    public static ProgramRun Inside(this ProgramHome home, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] databases = home.Settings is { Historical: { } historical, Runtime: { } runtime } ? ["--historical-db", historical, "--runtime-db", runtime] : [];
        var code = Application.Run([.. arguments, "--home", home.Settings.Home, .. databases], output, error);
        return new ProgramRun($"prometheus {string.Join(' ', arguments)}", code, output.ToString(), error.ToString());
    }

    public static string Digest(this ProgramHome home) => home.Run("db", "digest", "--format", "csv").Expect(0).Output;

    /// <summary>The run id of one of the home's three sleeves.</summary>
    public static string RunIdOf(this ProgramHome home, string sleeve)
        => home.Run("sql", $"select run_id from backtest_runs where sleeve_id = '{sleeve}'", "--format", "csv").Expect(0).Lines[1];

    /// <summary>The ids of all choices of sleeves, by the date they were made.</summary>
    public static string[] ChoiceIds(this ProgramHome home)
        => home.Run("sql", "select decision_id from engine_decisions where engine_name = 'META_ORCHESTRATOR' order by as_of_date, decision_id", "--format", "csv").Expect(0).Lines[1..];
}
