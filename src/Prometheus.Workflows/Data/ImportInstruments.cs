using Prometheus.Sources.Reference;

namespace Prometheus.Workflows.Data;

/// <summary>Reads a file of instruments and stores who they are and when they were listed and delisted. Importing twice changes nothing.</summary>
public static class ImportInstruments
{
    /// <exception cref="UserError">An unreadable file or value, or an instrument that is known in another market.</exception>
    public static ReferenceSummary Run(DatabasePair databases, ImportInstrumentsOptions options)
    {
        var records = InstrumentsFile.Read(options.Path, options.MarketId, options.Suffix);
        using var unit = databases.Runtime.Begin();
        var summary = ReferenceStorage.SaveInstruments(unit, records, Path.GetFileName(options.Path));
        unit.Commit();
        return summary;
    }
}

/// <summary>Which reference file to import, and how to read it.</summary>
public sealed record ImportInstrumentsOptions
{
    public required string Path { get; init; }

    /// <summary>Market of the rows that name none; null where every row has to.</summary>
    public string? MarketId { get; init; }

    /// <summary>Ending of ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
