using System.IO.Compression;
using Prometheus.IntegrationTests.Cli;
using Prometheus.Testing;

namespace Prometheus.IntegrationTests.Joint;

/// <summary>Markets taken through the real backfills to their joint spaces.</summary>
internal static class JointWorlds
{
    /// <summary>Two years of two dozen companies with their texts and events, after eighteen months to learn from.</summary>
    public static ProductHome Synthetic()
    {
        var home = new ProductHome();
        home.Run("data", "synth", "--instruments", "24", "--start", "2012-07-02", "--end", "2015-12-31", "--seed", "22");
        string[] dates = ["--start", "2014-01-02", "--end", "2015-12-31"];
        Fill(home, dates);
        home.Run(["embed", "text", "--model", "text-macro-v1", .. dates]);
        home.Run(["joint", "regime-macro", "--region", "US", .. dates]);
        return home;
    }

    /// <summary>A year of the companies of the S&amp;P 500 that posts and headlines speak of.</summary>
    public static ProductHome Real()
    {
        var home = new ProductHome();
        home.Run("data", "import", "prices", "--market", "US_EQ", "--file", home.Write("prices.csv", string.Join('\n', Prices())));
        home.Run("data", "import", "sectors", "--market", "US_EQ", "--file", SharedData.PathOf("sp500", "sectors.csv"));
        home.Run("data", "import", "news", "--market", "US_EQ", "--file", SharedData.PathOf("stocknet", "tweets_2014_2015.csv.gz"));
        home.Run("data", "import", "news", "--market", "US_EQ", "--date-only", "--file", SharedData.PathOf("news", "headlines_2012_2020.csv.gz"));
        home.Run("data", "import", "fundamentals", "--frequency", "ANNUAL", "--file", SharedData.PathOf("fundamentals", "nyse_annual_2012_2016.csv.gz"));
        Fill(home, ["--start", "2015-01-02", "--end", "2015-12-31"]);
        return home;
    }

    private static void Fill(ProductHome home, string[] dates)
    {
        home.Run(["regime", "classify", .. dates]);
        foreach (var model in new[] { "num-profile-core-v1", "num-regime-core-v1", "num-stab-core-v1" })
            home.Run("embed", "numeric", "--model", model, "--start-date", dates[1], "--end-date", dates[3]);
        home.Run(["profile", "build", .. dates]);
        home.Run(["embed", "text", .. dates]);
        home.Run(["embed", "text", "--model", "text-profile-v1", .. dates]);
        home.Run(["joint", "profiles", .. dates]);
        home.Run(["joint", "regime-context", "--region", "US", .. dates]);
        home.Run(["embed", "stab-states", .. dates]);
        home.Run(["joint", "assessment-context", .. dates]);
    }

    /// <summary>Bars from 2012 on of the names that have texts.</summary>
    private static IEnumerable<string> Prices()
    {
        var written = Lines("stocknet", "tweets_2014_2015.csv.gz").Concat(Lines("news", "headlines_2012_2020.csv.gz")).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return Lines("sp500", "sp500_daily.csv.gz").Where((line, k) => k == 0 || (written.Contains(NameOf(line)) && YearOf(line) is "2012" or "2013" or "2014" or "2015"));
    }

    private static string NameOf(string line) => line.Split(',', 2)[0];

    private static string YearOf(string line) => line.Split(',', 3)[1][..4];

    private static IEnumerable<string> Lines(params string[] path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.PathOf(path)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
