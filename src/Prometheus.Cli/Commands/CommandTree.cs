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

        AddData(root, host);
        AddStates(root, host);
        AddBooks(root, host);
        root.Add(CommandHost.Group("serve", "what other programs ask this one for", ServeEmbeddingsCommand.Build(host)));
        root.Add(CommandHost.Group("db", "the two databases", DatabaseCommands.Migrate(host), DatabaseCommands.Status(host), DatabaseCommands.Digest(host)));
        root.Add(RefreshCommand.Build(host));
        root.Add(SqlCommand.Build(host));
        root.Add(DemoCommand.Build(host));
        root.Add(ScriptCommands.Build(host));

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelpAction((HelpAction)help.Action!, host);
        return root;
    }

    /// <summary>What comes in.</summary>
    private static void AddData(RootCommand root, CommandHost host)
    {
        root.Add(CommandHost.Group("calendar", "trading sessions of a venue", CalendarSessionsCommand.Build(host)));
        root.Add(CommandHost.Group(
            "data",
            "market data in, checked, derived and out",
            CommandHost.Group(
                "import",
                "read files into the store",
                DataImportCommands.Instruments(host),
                DataImportCommands.Membership(host),
                DataImportCommands.Prices(host),
                DataImportCommands.Sectors(host),
                DataImportCommands.Series(host),
                FactImportCommands.News(host),
                FactImportCommands.Fundamentals(host),
                FactImportCommands.Filings(host),
                FactImportCommands.Transcripts(host),
                FactImportCommands.Macro(host)),
            DataCommands.Synth(host),
            DataCommands.Derive(host),
            DataCommands.Check(host),
            DataCommands.Status(host),
            DataCommands.Remove(host),
            DataCommands.Export(host)));
    }

    /// <summary>What days and names are like.</summary>
    private static void AddStates(RootCommand root, CommandHost host)
    {
        root.Add(CommandHost.Group("regime", "regimes of a market and the risk that they change", RegimeCommands.Classify(host, "classify"), RegimeCommands.Index(host), RegimeCommands.Risk(host, "risk"), RegimeCommands.Show(host), RegimeCommands.Prototypes(host)));
        root.Add(CommandHost.Group("profile", "what was known of issuers", ProfileCommands.Make(host), ProfileCommands.Show(host)));
        root.Add(CommandHost.Group("stab", "stability states", StabilityCommands.Backfill(host), StabilityCommands.Risk(host, "risk"), StabilityCommands.Show(host)));
        root.Add(CommandHost.Group(
            "lambda",
            "opportunity density λ and its forecasts",
            LambdaCommands.Backfill(host, "backfill"),
            LambdaCommands.Experiment(host, "experiment"),
            LambdaCommands.Summarise(host, "summarise"),
            LambdaCommands.Align(host, "align")));
        root.Add(CommandHost.Group(
            "embed",
            "vectors of what is stored",
            EmbedNumericCommands.Numeric(host, "numeric"),
            TextCommands.Text(host),
            JointCommands.EmbedPortfolios(host, "portfolios"),
            EmbedNumericCommands.Show(host),
            StabScenarioCommands.EmbedScenario(host, "scenario"),
            StabScenarioCommands.EmbedStates(host, "stab-states"),
            StabScenarioCommands.PlaceScenarios(host, "stab-scenarios")));
        root.Add(CommandHost.Group("fragility", "how close names are to breaking", FragilityCommands.Score(host), FragilityCommands.Show(host)));
        foreach (var state in StateCatalog.Panels)
            root.Add(PanelStateCommands.Build(host, state));
    }

    /// <summary>Opinions, the books that follow from them, and what came of those.</summary>
    private static void AddBooks(RootCommand root, CommandHost host)
    {
        root.Add(CommandHost.Group(
            "universe",
            "who may be held",
            UniverseCommands.Backfill(host, "backfill"),
            UniverseCommands.BackfillLambda(host, "backfill-lambda"),
            UniverseCommands.Explain(host)));
        root.Add(CommandHost.Group("factor", "factor returns, exposures and correlations", BuildCommand.Build(host)));
        root.Add(CommandHost.Group("assess", "opinions on instruments", AssessmentCommands.Compare(host, "compare"), AssessmentCommands.Import(host), AssessmentCommands.Report(host)));
        root.Add(CommandHost.Group("sleeve", "sleeve configurations", SleeveListCommand.Build(host, "list")));
        root.Add(CommandHost.Group(
            "backtest",
            "run and inspect backtests",
            CampaignCommand.Build(host, "campaign"),
            CampaignMetaCommand.Build(host, "campaign-meta"),
            BacktestCommands.W1(host),
            BacktestCommands.List(host),
            BacktestCommands.Show(host),
            BacktestCommands.Compare(host),
            BacktestCommands.Tearsheet(host),
            BacktestCommands.Verify(host),
            StabScenarioCommands.BacktestMetrics(host, "stab-metrics")));
        root.Add(CommandHost.Group("meta", "choices among finished runs", MetaCommands.Select(host), MetaCommands.Show(host), MetaCommands.Outcomes(host)));
        root.Add(CommandHost.Group(
            "scenario",
            "sets of paths through days of the past",
            ScenarioCommands.Generate(host),
            ScenarioCommands.List(host),
            ScenarioCommands.Show(host),
            ScenarioCommands.Risk(host, "risk")));
        root.Add(JointCommands.Joint(host));
        root.Add(JointCommands.Similar(host));
        root.Add(CommandHost.Group(
            "portfolio",
            "what books resemble",
            StabScenarioCommands.Exposure(host, "stab-exposure"),
            StabScenarioCommands.PortfolioMetrics(host, "stab-metrics")));
        root.Add(CommandHost.Group("risk", "what target books risk", RiskCommands.Backfill(host), RiskCommands.Show(host)));
        root.Add(CommandHost.Group("campaign", "campaigns from one file", CampaignRunCommand.Build(host), V0Command.Build(host), BacktestCommands.Robust(host), AblateCommand.Build(host)));
    }
}
