namespace Prometheus.Sources.Synthetic;

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
