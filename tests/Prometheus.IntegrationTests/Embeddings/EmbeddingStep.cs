using Prometheus.Databases;
using Prometheus.IntegrationTests.Resume;

namespace Prometheus.IntegrationTests.Embeddings;

/// <summary>One command of the way from a market to its vectors.</summary>
/// <param name="Name">Of a backfill; null where a command only prepares.</param>
/// <param name="Arguments">Of the executable.</param>
/// <param name="Signs">Each says where rows become more as the command gets on.</param>
internal sealed record EmbeddingStep(string? Name, string[] Arguments, params (LogicalDatabase In, string Rows)[] Signs)
{
    private const string Start = "2015-11-02";
    private const string End = "2016-02-12";

    private static readonly string[] Dates = ["--start", Start, "--end", End];
    private static readonly string[] TextDates = ["--start", "2015-01-01", "--end", "2016-12-31"];
    private static readonly (LogicalDatabase, string) HistoricalUnit = (LogicalDatabase.Historical, "job_units");
    private static readonly (LogicalDatabase, string) RuntimeUnit = (LogicalDatabase.Runtime, "job_units");

    /// <summary>In the order in which each finds what it reads. The ranges cross a year, so that every unit of a year or quarter comes twice.</summary>
    public static readonly IReadOnlyList<EmbeddingStep> All =
    [
        new(null, ["data", "synth", "--instruments", "14", "--start", "2014-01-02", "--end", "2016-12-31", "--seed", "22"]),
        new(null, ["data", "derive", "--market", "US_EQ"]),
        new(null, ["regime", "classify", "--region", "US", "--start", "2015-01-02", "--end", End]),
        new("profile build", ["profile", "build", "--start", "2014-01-02", "--end", "2016-12-31"], HistoricalUnit, RuntimeUnit),
        new("embed numeric", ["embed", "numeric", "--start-date", Start, "--end-date", End], HistoricalUnit),
        new("embed text news", ["script", "backfill_text_embeddings", "--date-range", "2015-01-01", "2016-12-31"], HistoricalUnit),
        new("embed text issuer-days", ["script", "backfill_issuer_news_embeddings", .. TextDates], HistoricalUnit),
        new("embed text profiles", ["embed", "text", "--model", "text-profile-v1", .. TextDates], HistoricalUnit),
        new("embed text macro", ["embed", "text", "--model", "text-macro-v1", .. TextDates], HistoricalUnit),
        new("joint profiles", ["joint", "profiles", .. Dates], HistoricalUnit),
        new("joint regime-context", ["joint", "regime-context", "--region", "US", .. Dates], HistoricalUnit),
        new("joint regime-macro", ["joint", "regime-macro", "--region", "US", .. Dates], HistoricalUnit),
        new("embed stab-states", ["embed", "stab-states", .. Dates], HistoricalUnit),
        new("joint assessment-context", ["joint", "assessment-context", .. Dates], HistoricalUnit),
        new(null, ["scenario", "generate", "--name", "CRASH", "--category", "STRESSED", "--num-paths", "25", "--markets", "US_EQ", "--base-date-end", "2015-10-30"]),
        new(null, Campaign(End)),
        new(null, Campaign("2015-12-31")),
        new("embed scenario", ["embed", "scenario", "--scenario-set-id", "CRASH"], HistoricalUnit),
        new("embed stab-scenarios", ["embed", "stab-scenarios", "--scenario-set-id", "CRASH"], HistoricalUnit),
        new("embed portfolios", ["embed", "portfolios", .. Dates], HistoricalUnit),
        new("joint portfolios", ["joint", "portfolios", .. Dates], HistoricalUnit),
        new("joint meta", ["joint", "meta"], HistoricalUnit),
        new(
            "portfolio stab-metrics",
            ["portfolio", "stab-metrics", "--portfolio-id", "BOOK", "--scenario-set-id", "CRASH"],
            (LogicalDatabase.Runtime, "portfolio_risk_reports WHERE CAST(risk_metrics AS TEXT) LIKE '%stab_closest_scenario_cosine%'")),
        new("backtest stab-metrics", ["backtest", "stab-metrics"], (LogicalDatabase.Runtime, "backtest_runs WHERE CAST(metrics_json AS TEXT) LIKE '%stab_num_days%'")),
    ];

    /// <summary>One way to be killed half-way for each sign.</summary>
    public IEnumerable<KilledCommand> Kills => Signs.Select(s => new KilledCommand(Arguments, s.In, s.Rows));

    private static string[] Campaign(string end) =>
    [
        "backtest", "campaign", "--market-id", "US_EQ", "--start", Start, "--end", end,
        "--sleeve", "S_H21:S:US_EQ:S_H21_UNIVERSE:BOOK:S_H21_ASSESS:21", "--sleeve", "S_H5:S:US_EQ:S_H5_UNIVERSE:BOOK:S_H5_ASSESS:5",
    ];
}
