using System.Globalization;
using System.Text;

namespace Prometheus.States.Factors;

/// <summary>A factor and its id, which is unique within a market.</summary>
public sealed record Factor(string Id, FactorKind Kind)
{
    private const int LongestName = 32;
    private const string MarketPrefix = "MKT_";
    private const string SectorPrefix = "SECTOR_";
    private const string StatisticalPrefix = "STAT_";

    /// <summary>MKT_US_EQ.</summary>
    public static Factor OfMarket(string marketId) => new(MarketPrefix + marketId, FactorKind.Market);

    /// <summary>Health Care → SECTOR_HEALTH_CARE: upper case, runs of other characters become one <c>_</c>, at most 32 characters of the name.</summary>
    public static Factor OfSector(string name)
    {
        var id = new StringBuilder(SectorPrefix);
        var gap = false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                gap = id.Length > SectorPrefix.Length;
                continue;
            }

            id.Append(gap ? "_" : "").Append(char.ToUpperInvariant(c));
            gap = false;
        }

        return new Factor(id.ToString(0, Math.Min(id.Length, SectorPrefix.Length + LongestName)), FactorKind.Sector);
    }

    /// <summary>STAT_1 is the strongest.</summary>
    public static Factor Statistical(int rank) => new(string.Create(CultureInfo.InvariantCulture, $"{StatisticalPrefix}{rank}"), FactorKind.Statistical);

    /// <summary>True for an id that only a build may give in this market.</summary>
    public static bool IsBuilt(string id, string marketId)
        => id == OfMarket(marketId).Id
            || id.StartsWith(SectorPrefix, StringComparison.Ordinal)
            || id.StartsWith(StatisticalPrefix, StringComparison.Ordinal);
}

/// <summary>What a factor is made of.</summary>
public enum FactorKind
{
    /// <summary>Mean return of all names.</summary>
    Market,

    /// <summary>Mean return of a sector's names in excess of the market's.</summary>
    Sector,

    /// <summary>A common movement of what market and sectors leave.</summary>
    Statistical,
}
