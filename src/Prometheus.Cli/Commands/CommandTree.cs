using System.CommandLine;
using System.CommandLine.Help;
using Prometheus.Cli.Commands.Backtest;
using Prometheus.Cli.Commands.Data;
using Prometheus.Cli.Commands.Database;
using Prometheus.Cli.Commands.Meta;
using Prometheus.Cli.Commands.Stability;
using Prometheus.Cli.Hosting;

namespace Prometheus.Cli.Commands;

/// <summary>Every noun and verb in one place.</summary>
internal static class CommandTree
{
    public static RootCommand Build(CommandHost host)
    {
        var root = new RootCommand("Prometheus: from daily market history to states, opinions, books, evidence and choices.");
        foreach (var option in host.Global.All)
            root.Add(option);

        root.Add(CommandHost.Group("calendar", "trading sessions of a venue", CalendarSessionsCommand.Build(host)));
        root.Add(CommandHost.Group(
            "data",
            "market data in, checked, derived and out",
            CommandHost.Group("import", "read files into the store", ImportInstrumentsCommand.Build(host), ImportPricesCommand.Build(host), ImportSectorsCommand.Build(host)),
            SynthCommand.Build(host),
            DeriveCommand.Build(host),
            CheckCommand.Build(host),
            ExportCommand.Build(host)));
        root.Add(CommandHost.Group("stab", "stability states", StabBackfillCommand.Build(host)));
        root.Add(CommandHost.Group("sleeve", "sleeve configurations", SleeveListCommand.Build(host, "list")));
        root.Add(CommandHost.Group(
            "backtest",
            "run and inspect backtests",
            CampaignCommand.Build(host, "campaign"),
            CampaignMetaCommand.Build(host, "campaign-meta"),
            W1Command.Build(host),
            ListCommand.Build(host),
            ShowCommand.Build(host),
            CompareCommand.Build(host),
            TearsheetCommand.Build(host),
            VerifyCommand.Build(host)));
        root.Add(CommandHost.Group("meta", "choices among finished runs", MetaSelectCommand.Build(host), MetaShowCommand.Build(host), MetaOutcomesCommand.Build(host)));
        root.Add(CommandHost.Group("campaign", "campaigns from one file", CampaignRunCommand.Build(host), RobustCommand.Build(host)));
        root.Add(CommandHost.Group("db", "the two databases", MigrateCommand.Build(host), StatusCommand.Build(host), DigestCommand.Build(host)));
        root.Add(SqlCommand.Build(host));
        root.Add(DemoCommand.Build(host));
        root.Add(ScriptCommands.Build(host));

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelpAction((HelpAction)help.Action!, host);
        return root;
    }
}
