using Prometheus.Core.Markets;
using Prometheus.Sources.Reference;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Reads a file of sectors and stores them as dated facts; what comes without a date is assumed from the beginning and says so in every
/// result. Importing twice changes nothing.
/// </summary>
public static class ImportSectors
{
    /// <exception cref="UserError">An unreadable file or value, or an instrument that is known in another market.</exception>
    public static ReferenceSummary Run(DatabasePair databases, ImportSectorsOptions options)
    {
        var market = MarketCatalog.Get(options.MarketId);
        var records = SectorsFile.Read(options.Path, options.Suffix ?? market.DefaultSuffix);
        using var unit = databases.Runtime.Begin();
        var summary = ReferenceStorage.SaveSectors(unit, market, records, Path.GetFileName(options.Path));
        unit.Commit();
        return summary;
    }
}

/// <summary>Which sector file to import, and how to read it.</summary>
public sealed record ImportSectorsOptions
{
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    /// <summary>Ending of ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
