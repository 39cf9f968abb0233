using System.Globalization;
using Prometheus.Core.Numerics;

namespace Prometheus.Sources.Synthetic;

/// <summary>What a company is born with. Sessions are rows of the market; all draws come from the company's own stream.</summary>
internal sealed record CompanyTraits
{
    // Late listings and sector changes fall into the first five years, or into the first 60 % of a shorter market.
    private const int EventWindow = 5 * Year.Sessions;
    private const double EventShare = 0.6;
    private const double LateListing = 0.12;
    private const double SectorChange = 0.04;
    private const double ExitsPerYear = 0.015;
    private const double Failures = 0.45;
    private const double PayingShare = 0.65;

    private static readonly string[] Places =
    [
        "Alder", "Amber", "Arbor", "Aspen", "Beacon", "Birch", "Bluff", "Briar", "Cable", "Cedar", "Cinder", "Clover", "Copper", "Coral",
        "Crest", "Delta", "Dover", "Eagle", "Ember", "Falcon", "Fern", "Flint", "Forge", "Garnet", "Glacier", "Granite", "Harbor", "Haven",
        "Hazel", "Heron", "Indigo", "Ivory", "Jasper", "Juniper", "Kestrel", "Lantern", "Larch", "Linden", "Maple", "Meridian", "Mesa",
        "Nimbus", "North", "Oak", "Onyx", "Opal", "Orchard", "Osprey", "Pine", "Prairie", "Quarry", "Raven", "Ridge", "River", "Sable",
        "Sierra", "Spruce", "Summit", "Timber", "Willow",
    ];

    public required string Symbol { get; init; }

    public required string Name { get; init; }

    public required int Sector { get; init; }

    /// <summary>The sector it changes to, and when; the same sector where it never does.</summary>
    public required int LaterSector { get; init; }

    public required int SectorChangesAt { get; init; }

    public required double Beta { get; init; }

    public required double SectorLoading { get; init; }

    /// <summary>Long-run company-specific volatility a year.</summary>
    public required double AnnualVolatility { get; init; }

    public required double FirstPrice { get; init; }

    /// <summary>Median traded value a session.</summary>
    public required double DollarVolume { get; init; }

    /// <summary>Yearly dividend as a fraction of the price; 0 for a company that pays none.</summary>
    public required double DividendYield { get; init; }

    /// <summary>Offset of its quarterly dividends, and of its quarterly results, in sessions.</summary>
    public required int DividendPhase { get; init; }

    public required int ResultsPhase { get; init; }

    /// <summary>The close above which it splits its shares.</summary>
    public required double SplitPrice { get; init; }

    public required double SplitRatio { get; init; }

    /// <summary>First session; 0 for a company that was listed before the market opens.</summary>
    public required int ListedAt { get; init; }

    /// <summary>Calendar days before the first session it was listed; only where <see cref="ListedAt"/> is 0.</summary>
    public required int DaysListedBefore { get; init; }

    /// <summary>First session without it; may lie far behind the end of the market.</summary>
    public required int ExitsAt { get; init; }

    public required bool Fails { get; init; }

    /// <summary>From the last close to what holders receive.</summary>
    public required double FinalReturn { get; init; }

    /// <summary>Sessions between the day its exit is known and the exit.</summary>
    public required int ExitNotice { get; init; }

    /// <summary>SYN001, SYN002 …; more digits beyond 999.</summary>
    public static string SymbolOf(int number) => string.Create(CultureInfo.InvariantCulture, $"SYN{number:D3}");

    /// <param name="number">1 for the first company.</param>
    /// <param name="sessions">Length of the market; it only bounds when late listings and sector changes may fall.</param>
    public static CompanyTraits Draw(long seed, int number, int sessions)
    {
        var symbol = SymbolOf(number);
        var draw = SyntheticFactors.StreamOf(seed, "traits", symbol);
        var sector = SyntheticSector.IndexAt(draw.NextUniform());
        var listedAt = EventAt(draw.NextUniform() < LateListing, draw.NextUniform(), sessions, 0);
        var fails = draw.NextUniform() < Failures;
        var changesAt = EventAt(draw.NextUniform() < SectorChange, draw.NextUniform(), sessions, int.MaxValue);
        return new CompanyTraits
        {
            Symbol = symbol,
            Name = NameOf(number, sector),
            Sector = sector,
            LaterSector = changesAt == int.MaxValue ? sector : (sector + 1 + draw.NextInt(SyntheticSector.All.Count - 1)) % SyntheticSector.All.Count,
            SectorChangesAt = changesAt,
            Beta = Math.Clamp(SyntheticSector.All[sector].Beta + (0.18 * draw.NextNormal()), 0.3, 2.0),
            SectorLoading = 0.7 + (0.6 * draw.NextUniform()),
            AnnualVolatility = 0.26 * ScalarMath.Exp(0.28 * draw.NextNormal()),
            FirstPrice = Math.Clamp(45 * ScalarMath.Exp(0.7 * draw.NextNormal()), 6, 300),
            DollarVolume = 40e6 * ScalarMath.Exp(1.1 * draw.NextNormal()),
            DividendYield = draw.NextUniform() < PayingShare ? SyntheticSector.All[sector].DividendYield * (0.5 + draw.NextUniform()) : 0,
            DividendPhase = draw.NextInt(Year.Quarter),
            ResultsPhase = draw.NextInt(Year.Quarter),
            SplitPrice = 150 + (350 * draw.NextUniform()),
            SplitRatio = SplitRatioAt(draw.NextUniform()),
            ListedAt = listedAt,
            DaysListedBefore = 365 + draw.NextInt(30 * 365),
            ExitsAt = ExitAt(listedAt, draw.NextUniform()),
            Fails = fails,
            FinalReturn = fails ? -0.35 - (0.65 * draw.NextUniform()) : 0.004 * draw.NextUniform(),
            ExitNotice = 3 + draw.NextInt(15),
        };
    }

    public int SectorOn(int session) => session < SectorChangesAt ? Sector : LaterSector;

    private static int EventAt(bool happens, double uniform, int sessions, int never)
        => happens ? (int)(uniform * Math.Min(EventWindow, EventShare * sessions)) : never;

    /// <summary>Exits come at a constant rate, not within the first half year of a listing.</summary>
    private static int ExitAt(int listedAt, double uniform)
        => listedAt + (Year.Sessions / 2) + (int)Math.Min(-ScalarMath.Log(uniform) / ExitsPerYear * Year.Sessions, int.MaxValue / 2);

    private static double SplitRatioAt(double uniform) => uniform switch
    {
        < 0.70 => 2,
        < 0.85 => 3,
        < 0.95 => 4,
        _ => 1.5,
    };

    private static string NameOf(int number, int sector)
    {
        var trades = SyntheticSector.All[sector].Trades;
        var place = Places[(number - 1) % Places.Length];
        return $"{place} {trades[(number - 1) / Places.Length % trades.Length]} Inc.";
    }
}

/// <summary>One of the eleven sectors.</summary>
/// <param name="Share">Share of the companies.</param>
/// <param name="Beta">Mean beta of its companies.</param>
/// <param name="DividendYield">Mean yearly yield of its paying companies.</param>
/// <param name="Trades">What its companies call themselves.</param>
internal sealed record SyntheticSector(string Name, double Share, double Beta, double DividendYield, string[] Trades)
{
    public static IReadOnlyList<SyntheticSector> All { get; } =
    [
        new("Communication Services", 0.06, 1.00, 0.015, ["Media", "Telecom", "Broadcasting", "Networks"]),
        new("Consumer Discretionary", 0.12, 1.20, 0.012, ["Retail", "Motors", "Apparel", "Leisure"]),
        new("Consumer Staples", 0.07, 0.65, 0.028, ["Foods", "Beverages", "Household", "Markets"]),
        new("Energy", 0.06, 1.10, 0.035, ["Petroleum", "Pipelines", "Drilling", "Resources"]),
        new("Financials", 0.14, 1.15, 0.025, ["Bancorp", "Insurance", "Capital", "Trust"]),
        new("Health Care", 0.13, 0.85, 0.012, ["Therapeutics", "Medical", "Pharma", "Diagnostics"]),
        new("Industrials", 0.14, 1.05, 0.018, ["Industries", "Machinery", "Aerospace", "Logistics"]),
        new("Information Technology", 0.14, 1.25, 0.008, ["Systems", "Semiconductor", "Software", "Instruments"]),
        new("Materials", 0.05, 1.10, 0.020, ["Chemicals", "Steel", "Paper", "Mining"]),
        new("Real Estate", 0.05, 0.90, 0.036, ["Properties", "Realty", "Storage", "Land"]),
        new("Utilities", 0.04, 0.60, 0.036, ["Power", "Water", "Gas", "Electric"]),
    ];

    /// <summary>The sector at cumulative share <paramref name="uniform"/>.</summary>
    public static int IndexAt(double uniform)
    {
        for (var i = 0; i < All.Count - 1; i++)
        {
            uniform -= All[i].Share;
            if (uniform < 0)
                return i;
        }

        return All.Count - 1;
    }
}
