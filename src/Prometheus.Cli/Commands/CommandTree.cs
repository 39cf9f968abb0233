using System.CommandLine;
using System.CommandLine.Help;
using Prometheus.Cli.Commands.Ablation;
using Prometheus.Cli.Commands.Assessment;
using Prometheus.Cli.Commands.Backtests;
using Prometheus.Cli.Commands.Data;
using Prometheus.Cli.Commands.Databases;
using Prometheus.Cli.Commands.Embeddings;
using Prometheus.Cli.Commands.Factors;
using Prometheus.Cli.Commands.Facts;
using Prometheus.Cli.Commands.Fragility;
using Prometheus.Cli.Commands.Joint;
using Prometheus.Cli.Commands.Lambda;
using Prometheus.Cli.Commands.Meta;
using Prometheus.Cli.Commands.Profiles;
using Prometheus.Cli.Commands.Regimes;
using Prometheus.Cli.Commands.Risk;
using Prometheus.Cli.Commands.Scenarios;
using Prometheus.Cli.Commands.Serve;
using Prometheus.Cli.Commands.Stability;
using Prometheus.Cli.Commands.StabScenarios;
using Prometheus.Cli.Commands.States;
using Prometheus.Cli.Commands.Universes;
using Prometheus.Cli.Commands.V0;
using Prometheus.Cli.Hosting;
using Prometheus.Workflows.States;

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
            CommandHost.Group(
                "import",
                "read files into the store",
                ImportInstrumentsCommand.Build(host),
                ImportMembershipCommand.Build(host),
                ImportPricesCommand.Build(host),
                ImportSectorsCommand.Build(host),
                ImportSeriesCommand.Build(host),
                ImportNewsCommand.Build(host),
                ImportFundamentalsCommand.Build(host),
                ImportFilingsCommand.Build(host),
                ImportTranscriptsCommand.Build(host),
                ImportMacroCommand.Build(host)),
            SynthCommand.Build(host),
            DeriveCommand.Build(host),
            CheckCommand.Build(host),
            DataStatusCommand.Build(host),
            RemoveCommand.Build(host),
            ExportCommand.Build(host)));
        root.Add(CommandHost.Group("regime", "regimes of a market and the risk that they change", RegimeClassifyCommand.Build(host, "classify"), RegimeIndexCommand.Build(host), RegimeRiskCommand.Build(host, "risk"), RegimeShowCommand.Build(host), RegimePrototypesCommand.Build(host)));
        root.Add(CommandHost.Group("profile", "what was known of issuers", ProfileBuildCommand.Build(host), ProfileShowCommand.Build(host)));
        root.Add(CommandHost.Group("stab", "stability states", StabBackfillCommand.Build(host), StabRiskCommand.Build(host, "risk"), StabShowCommand.Build(host)));
        root.Add(CommandHost.Group(
            "lambda",
            "opportunity density λ and its forecasts",
            LambdaBackfillCommand.Build(host, "backfill"),
            LambdaExperimentCommand.Build(host, "experiment"),
            LambdaSummariseCommand.Build(host, "summarise"),
            LambdaAlignCommand.Build(host, "align")));
        root.Add(CommandHost.Group(
            "embed",
            "vectors of what is stored",
            EmbedNumericCommand.Build(host, "numeric"),
            EmbedTextCommand.Build(host),
            EmbedPortfoliosCommand.Build(host, "portfolios"),
            EmbedShowCommand.Build(host),
            EmbedScenarioCommand.Build(host, "scenario"),
            EmbedStabStatesCommand.Build(host, "stab-states"),
            EmbedStabScenariosCommand.Build(host, "stab-scenarios")));
        root.Add(CommandHost.Group("fragility", "how close names are to breaking", FragilityScoreCommand.Build(host), FragilityShowCommand.Build(host)));
        foreach (var state in StateCatalog.Panels)
            root.Add(PanelStateCommands.Build(host, state));
        root.Add(CommandHost.Group(
            "universe",
            "who may be held",
            BackfillCommand.Build(host, "backfill"),
            BackfillLambdaCommand.Build(host, "backfill-lambda"),
            ExplainCommand.Build(host)));
        root.Add(CommandHost.Group("factor", "factor returns, exposures and correlations", BuildCommand.Build(host)));
        root.Add(CommandHost.Group("assess", "opinions on instruments", AssessCompareCommand.Build(host, "compare"), AssessImportCommand.Build(host), AssessReportCommand.Build(host)));
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
            VerifyCommand.Build(host),
            BacktestStabMetricsCommand.Build(host, "stab-metrics")));
        root.Add(CommandHost.Group("meta", "choices among finished runs", MetaSelectCommand.Build(host), MetaShowCommand.Build(host), MetaOutcomesCommand.Build(host)));
        root.Add(CommandHost.Group(
            "scenario",
            "sets of paths through days of the past",
            ScenarioGenerateCommand.Build(host),
            ScenarioListCommand.Build(host),
            ScenarioShowCommand.Build(host),
            ScenarioRiskCommand.Build(host, "risk")));
        root.Add(JointCommands.Joint(host));
        root.Add(JointCommands.Similar(host));
        root.Add(CommandHost.Group(
            "portfolio",
            "what books resemble",
            StabExposureCommand.Build(host, "stab-exposure"),
            PortfolioStabMetricsCommand.Build(host, "stab-metrics")));
        root.Add(CommandHost.Group("risk", "what target books risk", RiskBackfillCommand.Build(host), RiskShowCommand.Build(host)));
        root.Add(CommandHost.Group("campaign", "campaigns from one file", CampaignRunCommand.Build(host), V0Command.Build(host), RobustCommand.Build(host), AblateCommand.Build(host)));
        root.Add(CommandHost.Group("serve", "what other programs ask this one for", ServeEmbeddingsCommand.Build(host)));
        root.Add(CommandHost.Group("db", "the two databases", MigrateCommand.Build(host), StatusCommand.Build(host), DigestCommand.Build(host)));
        root.Add(RefreshCommand.Build(host));
        root.Add(SqlCommand.Build(host));
        root.Add(DemoCommand.Build(host));
        root.Add(ScriptCommands.Build(host));

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelpAction((HelpAction)help.Action!, host);
        return root;
    }
}
