using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;

namespace Prometheus.Sources.Prices;

/// <summary>One file of an import and what its header said.</summary>
public sealed class PriceFile
{
    // A header fits; the rest is read when its turn comes.
    private const int HeaderBuffer = 1 << 13;

    private readonly SourceFile _file;

    private PriceFile(SourceFile file, PriceTable table) => (_file, Table) = (file, table);

    /// <summary>As the user named it; an entry of an archive is <c>archive.zip/entry.csv</c>.</summary>
    public string Name => _file.Name;

    public string Source => Table.Source;

    public PriceBasis Basis => Table.Basis;

    /// <summary>True where rows say whose they are; else the file's name does.</summary>
    public bool HasSymbolColumn => Table.Has(PriceColumn.Symbol);

    internal PriceTable Table { get; }

    internal string Stem => _file.Stem;

    internal long Bytes => _file.Bytes;

    /// <exception cref="UserError">The file cannot be read, or its header is unknown.</exception>
    internal static PriceFile Recognise(SourceFile file, PriceImportOptions options)
    {
        using var scanner = new CsvScanner(file.Open(), HeaderBuffer);
        if (!scanner.TryRead(out var first))
            throw new UserError($"{file.Name} holds only blank lines, expected a header line and rows of prices");
        return new PriceFile(file, PriceTable.Recognise(first, file.Name, options));
    }

    /// <summary>A scanner that stands before the first data row.</summary>
    internal CsvScanner OpenRows()
    {
        var scanner = new CsvScanner(_file.Open());
        if (Table.HasHeader)
            scanner.TryRead(out _);
        return scanner;
    }
}
