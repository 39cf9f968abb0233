using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Databases;
using Prometheus.Sources.Synthetic;
using Prometheus.Workflows.Data;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>
/// One small synthetic market, stored once a test process; each test works on a copy of its two files. Its campaign lies inside the stored
/// years, over splits, dividends, late listings, sector changes and delistings.
/// </summary>
internal static class SyntheticStore
{
    private static readonly Lazy<string> Template = new(Generate);

    public static SyntheticMarketOptions Market { get; } = new() { Instruments = 80, Start = new DateOnly(2012, 1, 3), End = new DateOnly(2015, 6, 30), Seed = 22 };

    /// <summary>Three horizons and three rhythms; one sleeve without the risk service.</summary>
    public static CampaignOptions Campaign { get; } = new()
    {
        MarketId = "US_EQ",
        Start = new DateOnly(2013, 7, 1),
        End = new DateOnly(2014, 6, 30),
        Sleeves = SleeveCatalog.CoreLong("US_CORE_LONG_EQ", "US_EQ").Zip(Options, (spec, options) => new CampaignSleeve(spec, options)).ToArray(),
    };

    private static SleeveOptions[] Options =>
    [
        SleeveOptions.Default with { Rebalance = "daily" },
        SleeveOptions.Default,
        SleeveOptions.Default with { Rebalance = "monthly", Risk = null },
    ];

    public static StoreCopy Copy() => StoreCopy.Of(Template.Value);

    private static string Generate()
    {
        var folder = Directory.CreateTempSubdirectory("prometheus-synthetic-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var databases = new DatabasePair(new DatabaseSettings(folder));
        GenerateSynthetic.Run(databases, new GenerateSyntheticOptions { Market = Market });
        return folder;
    }
}
