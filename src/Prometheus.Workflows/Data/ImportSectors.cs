using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;
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
