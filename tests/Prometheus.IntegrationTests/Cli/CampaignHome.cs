using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing.Processes;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>Homes that already hold the small synthetic market and its campaign: made once by the executable, then copied.</summary>
internal static class CampaignHome
{
    private static readonly Lazy<ProgramHome> Template = new(() =>
    {
        var home = new ProgramHome();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Dispose();
        home.Run(Journey.Synth).Expect(0);
        home.Run(Journey.Campaign()).Expect(0);
        return home;
    });

    public static ProgramHome Copy()
    {
        var home = new ProgramHome();
        foreach (var file in Directory.EnumerateFiles(Template.Value.Settings.Home, "*.db"))
            File.Copy(file, Path.Combine(home.Settings.Home, Path.GetFileName(file)));
        return home;
    }

    public static string Digest(this ProgramHome home) => home.Run("db", "digest", "--format", "csv").Expect(0).Output;

    /// <summary>The run id of one of the home's three sleeves.</summary>
    public static string RunIdOf(this ProgramHome home, string sleeve)
        => home.Run("sql", $"select run_id from backtest_runs where sleeve_id = '{sleeve}'", "--format", "csv").Expect(0).Lines[1];

    /// <summary>The ids of all choices of sleeves, by the date they were made.</summary>
    public static string[] ChoiceIds(this ProgramHome home)
        => home.Run("sql", "select decision_id from engine_decisions where engine_name = 'META_ORCHESTRATOR' order by as_of_date, decision_id", "--format", "csv").Expect(0).Lines[1..];
}
