using Prometheus.Backtest.Campaign;
using Prometheus.Backtest.Sleeves;
using Prometheus.Jobs;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Storage.Databases;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Data;

namespace Prometheus.Workflows.Demo;

/// <summary>A synthetic market, its derived series, a campaign of the three core sleeves, and the pages about it. A second run changes nothing.</summary>
public static class RunDemo
{
    private const string StrategyId = "US_CORE_LONG_EQ";
    private const string MarketId = "US_EQ";

    /// <param name="options">Where and how large.</param>
    /// <param name="runner">Saves units and remembers them.</param>
    /// <param name="say">Takes one sentence before each step.</param>
    /// <param name="cancellation">Ends cleanly between steps.</param>
    public static DemoResult Execute(DemoOptions options, JobRunner runner, Action<string> say, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(options.Folder);
        using var databases = new DatabasePair(new DatabaseSettings(options.Folder));

        say($"1/4  a synthetic market of {options.Market.Instruments} names, {options.Market.Start:yyyy-MM-dd} to {options.Market.End:yyyy-MM-dd}, with crises, splits, dividends and delistings");
        GenerateSynthetic.Run(databases, new GenerateSyntheticOptions { Market = options.Market }, cancellation: cancellation);

        say("2/4  daily returns and volatilities");
        DeriveReturns.Execute(databases, MarketId, new JobOptions { Workers = options.Workers }, runner, cancellation: cancellation);

        say($"3/4  a campaign of three sleeves from {options.CampaignStart:yyyy-MM-dd}: horizons of 5, 21 and 63 sessions");
        var campaign = RunCampaign.Execute(databases, CampaignOf(options), options.Workers, runner, cancellation: cancellation).Result;

        say("4/4  a tearsheet for each sleeve");
        var pages = campaign.Sleeves.OfType<SleeveRun>().Select(run => WritePage(options.Folder, run)).ToArray();
        var overview = Path.Combine(options.Folder, "campaign.html");
        File.WriteAllText(overview, CampaignHtml.Render(CampaignModel.Of(campaign, FileNameOf), PageAssets.Echarts));
        return new DemoResult(campaign, pages, overview);
    }

    private static CampaignOptions CampaignOf(DemoOptions options) => new()
    {
        MarketId = MarketId,
        Start = options.CampaignStart,
        End = options.Market.End,
        Sleeves = SleeveCatalog.CoreLong(StrategyId, MarketId).Select(s => new CampaignSleeve(s, SleeveOptions.Default)).ToArray(),
    };

    private static string WritePage(string folder, SleeveRun run)
    {
        var path = Path.Combine(folder, FileNameOf(run));
        File.WriteAllText(path, TearsheetHtml.Render(TearsheetModel.Of(run), PageAssets.Echarts));
        return path;
    }

    private static string FileNameOf(SleeveRun run) => $"{run.Sleeve.SleeveId}.html";
}
