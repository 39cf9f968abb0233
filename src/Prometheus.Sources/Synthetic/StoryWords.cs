using Prometheus.Core.Numerics;

namespace Prometheus.Sources.Synthetic;

/// <summary>The words the synthetic press has: of sectors, of regimes, of good and bad news, and names a company gives its products.</summary>
internal static class StoryWords
{
    private static readonly string[][] Sectors =
    [
        ["subscribers", "streaming", "spectrum", "advertising", "bandwidth", "content", "wireless", "audience"],
        ["stores", "shoppers", "apparel", "dealerships", "online orders", "discounts", "travel bookings", "showrooms"],
        ["groceries", "snacks", "beverages", "shelf space", "brands", "packaging", "detergents", "supermarkets"],
        ["drilling", "crude", "barrels", "pipelines", "refineries", "rigs", "shale", "reserves"],
        ["loans", "deposits", "underwriting", "premiums", "credit losses", "net interest", "mortgages", "branches"],
        ["clinical trial", "patients", "drug approval", "therapy", "hospitals", "diagnostics", "dosage", "vaccines"],
        ["orders backlog", "turbines", "freight", "aircraft parts", "machinery", "defense contract", "factories", "logistics"],
        ["chips", "software licenses", "cloud", "servers", "semiconductors", "data centers", "cybersecurity", "devices"],
        ["copper", "steel", "chemicals", "pulp", "smelters", "ore", "fertilizer", "coatings"],
        ["tenants", "leases", "occupancy", "warehouses", "rents", "office towers", "storage units", "developments"],
        ["power grid", "rate case", "megawatts", "water utility", "transmission", "natural gas", "regulators", "renewables"],
    ];

    private static readonly string[][] Regimes =
    [
        ["calm trading", "steady carry", "low volatility", "confident investors", "buyback season"],
        ["mixed trading", "balanced outlook", "quiet session", "data dependent policy", "ordinary turnover"],
        ["risk aversion", "widening spreads", "cautious investors", "falling yields", "defensive rotation"],
        ["panic selling", "liquidity squeeze", "margin calls", "emergency measures", "market turmoil"],
    ];

    private static readonly string[] Good = ["beats estimates", "raises outlook", "wins record contract", "surges on strong demand", "expands profit margins", "lifts dividend"];
    private static readonly string[] Neutral = ["presents at conference", "names new chief", "updates investors", "holds annual meeting", "opens regional office", "files routine report"];
    private static readonly string[] Bad = ["misses estimates", "cuts outlook", "faces lawsuit", "slides on weak demand", "warns of shrinking margins", "delays launch"];

    private static readonly string[] Heads = ["Zor", "Mil", "Kel", "Tav", "Bri", "Lum", "Nex", "Ori", "Pax", "Quin", "Ras", "Sol", "Vex", "Wyn", "Xan", "Yor", "Cal", "Dru", "Fen", "Gal"];
    private static readonly string[] Middles = ["va", "to", "li", "ra", "mi", "do", "ne", "su", "ka", "po", "ri", "be"];
    private static readonly string[] Tails = ["ne", "x", "lux", "dyn", "core", "gen", "pro", "via", "tec", "max", "form", "line", "mar", "dex", "cast"];

    public static string Sector(int sector, double uniform) => Pick(Sectors[sector], uniform);

    public static string Regime(SyntheticRegime regime, double uniform) => Pick(Regimes[IndexOf(regime)], uniform);

    /// <param name="tone">Positive for good news, negative for bad, 0 for neither.</param>
    public static string Deed(int tone, double uniform) => Pick(tone > 0 ? Good : tone < 0 ? Bad : Neutral, uniform);

    /// <summary>A coined name; about 3 600 of them.</summary>
    public static string Product(RandomStream draw) => Pick(Heads, draw.NextUniform()) + Pick(Middles, draw.NextUniform()) + Pick(Tails, draw.NextUniform());

    public static string Pick(string[] words, double uniform) => words[Math.Min((int)(uniform * words.Length), words.Length - 1)];

    private static int IndexOf(SyntheticRegime regime)
    {
        for (var i = 0; i < SyntheticRegime.All.Count; i++)
        {
            if (ReferenceEquals(SyntheticRegime.All[i], regime))
                return i;
        }

        return SyntheticRegime.Opening;
    }
}
