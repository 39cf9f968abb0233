using Prometheus.IntegrationTests.Cli;
using static Prometheus.IntegrationTests.LookAhead.WholeMarket;

namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>Every command that derives dated rows from facts, in the order in which each finds what it reads, up to a last date.</summary>
internal static class WholeChain
{
    /// <summary>Files that commands write besides the store, each with a first column that dates its rows.</summary>
    public static readonly string[] Files = ["regime_risk.csv", "stab_risk.csv", "lambda.csv", "lambda_predictions.csv"];

    /// <summary>Vectors and states begin here, so that heads have something to learn from before the new year.</summary>
    private const string Learning = "2014-03-03";

    /// <summary>One is over at every T, the other becomes so.</summary>
    private const string Episodes = """
        [
          {"episode_id":"SUMMER","label":"Summer","region":"US","start_date":"2014-08-01","end_date":"2014-08-29"},
          {"episode_id":"DECEMBER","label":"December","region":"US","start_date":"2014-12-01","end_date":"2014-12-31"}
        ]
        """;

    public static void Fill(ProductHome home, DateOnly last)
    {
        foreach (var step in Steps(home, last))
            home.Run(step);
    }

    /// <summary>Those alone that need neither vectors nor forecasts: a third of the time.</summary>
    public static void FillShort(ProductHome home, DateOnly last)
    {
        foreach (var step in Steps(home, last).Where(s => !Array.Exists(s, w => LongWords.Contains(w, StringComparer.Ordinal))))
            home.Run(step);
    }

    private static readonly string[] LongWords =
    [
        "embed", "joint", "lambda", "backfill-lambda", "backfill_issuer_news_embeddings", "stab-metrics", "--features", "--profiles", "--lambda-predictions", "context", "hmm",
    ];

    private static IEnumerable<string[]> Steps(ProductHome home, DateOnly last)
    {
        string[] dates = ["--start", Text(First), "--end", Text(last)];
        string[] learning = ["--start", Learning, "--end", Text(last)];
        return [.. States(home, dates, learning), .. Vectors(home, dates, learning), .. Forecasts(home, last), .. Runs(home, dates, Text(last)), .. OfBooks(dates)];
    }

    private static IEnumerable<string[]> States(ProductHome home, string[] dates, string[] learning) =>
    [
        ["data", "derive", "--market", "US_EQ"],
        ["factor", "build", .. dates],
        ["regime", "classify", .. learning],
        ["regime", "classify", "--method", "hmm", .. dates],
        ["regime", "risk", .. learning, "--columns", "all", "--output", home.PathOf("regime_risk.csv")],
        ["embed", "numeric", "--start-date", learning[1], "--end-date", learning[3]],
        ["embed", "numeric", "--entity-type", "SECTOR", "--start-date", dates[1], "--end-date", dates[3]],
        ["embed", "numeric", "--entity-type", "MARKET", "--start-date", dates[1], "--end-date", dates[3]],
        ["profile", "build", "--frequency", "weekly", .. learning],
        ["stab", "backfill", .. learning],
        ["stab", "backfill", "--entity-type", "SECTOR", .. dates],
        ["stab", "backfill", "--entity-type", "MARKET", .. dates],
        ["stab", "backfill", "--features", "num-stab-core-v1", .. dates],
        ["stab", "backfill", "--profiles", "issuer-profile-v1", .. dates],
        ["regime", "classify", "--features", "num-regime-core-v1", .. dates],
        ["stab", "risk", .. learning, "--output", home.PathOf("stab_risk.csv")],
        ["scenario", "generate", "--name", "CRASH", "--category", "STRESSED", "--num-paths", "20", "--markets", "US_EQ", "--base-date-end", Text(First.AddDays(-1))],
        ["fragility", "score", "--scenario-set-id", "CRASH", .. dates],
        ["liquidity", "backfill", .. dates],
        ["lambda", "backfill", "--min-cluster-size", "3", .. learning, "--output", home.PathOf("lambda.csv")],
    ];

    private static IEnumerable<string[]> Vectors(ProductHome home, string[] dates, string[] learning) =>
    [
        ["embed", "text", .. learning],
        ["script", "backfill_issuer_news_embeddings", .. learning],
        ["embed", "text", "--model", "text-profile-v1", .. learning],
        ["embed", "text", "--model", "text-macro-v1", .. learning],
        ["joint", "profiles", .. learning],
        ["joint", "regime-context", "--region", "US", .. learning],
        ["joint", "regime-macro", "--region", "US", .. learning],
        ["embed", "stab-states", .. learning],
        ["embed", "scenario", "--scenario-set-id", "CRASH"],
        ["embed", "stab-scenarios", "--scenario-set-id", "CRASH"],
        ["joint", "assessment-context", .. learning],
        ["joint", "episodes", "--episodes-file", home.Write("episodes.json", Episodes)],
    ];

    private static IEnumerable<string[]> Forecasts(ProductHome home, DateOnly last)
    {
        string[] learnt =
        [
            "lambda", "experiment", "--input", home.PathOf("lambda.csv"), "--train-start", Learning, "--train-end", "2014-10-24",
            "--stab-risk-csv", home.PathOf("stab_risk.csv"), "--regime-risk-csv", home.PathOf("regime_risk.csv"), "--test-start", Text(First),
        ];
        return
        [
            [
                .. learnt, "--model", "global_linear_full", "--experiment-id", "FULL", "--test-end", Text(last),
                "--output", home.PathOf("results.csv"), "--predictions-output", home.PathOf("lambda_predictions.csv"),
            ],
            [.. learnt, "--model", "har", "--experiment-id", "EARLY", "--test-end", Text(Early), "--output", home.PathOf("early.csv")],
        ];
    }

    private static IEnumerable<string[]> Runs(ProductHome home, string[] dates, string last)
    {
        string[] predictions = ["--lambda-predictions", home.PathOf("lambda_predictions.csv")];
        string[] campaign = ["script", "run_backtest_campaign", "--market-id", "US_EQ", "--min-liquidity-adv", "1000"];
        return
        [
            ["universe", "backfill", .. dates],
            ["universe", "backfill-lambda", "--experiment-id", "FULL", .. predictions, .. dates],
            [.. campaign, .. Sleeve("S", "BOOK", 21), .. Sleeve("S", "BOOK", 5), "--scenario-set-id", "CRASH", .. dates],
            [.. campaign, .. Sleeve("C", "CBOOK", 21), "--assessment-backend", "context", .. dates],
            [
                .. campaign, .. Sleeve("I", "IBOOK", 21), "--assessment-backend", "imported", "--assessment-model-id", "own-v1",
                "--profiles", "issuer-profile-v1", "--lambda-weight", "10", .. predictions, .. dates,
            ],
            [.. campaign, .. Sleeve("E", "EBOOK", 21), .. Sleeve("E", "EBOOK", 5), "--start", Text(First), "--end", Text(Early)],
            ["meta", "select", "--strategy-id", "E", "--top-k", "1"],
        ];
    }

    private static IEnumerable<string[]> OfBooks(string[] dates) =>
    [
        ["risk", "backfill", "--portfolio-id", "BOOK", .. dates],
        ["embed", "portfolios", .. dates],
        ["joint", "portfolios", .. dates],
        ["portfolio", "stab-metrics", "--portfolio-id", "BOOK", "--scenario-set-id", "CRASH", .. dates],
        ["backtest", "stab-metrics"],
        ["joint", "meta"],
    ];

    private static string[] Sleeve(string strategy, string portfolio, int horizon)
        => ["--sleeve", FormattableString.Invariant($"{strategy}_H{horizon}:{strategy}:US_EQ:{strategy}_UNIVERSE_{horizon}:{portfolio}:{strategy}:{horizon}")];
}
