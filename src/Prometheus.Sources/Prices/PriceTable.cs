using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Sources.Csv;

namespace Prometheus.Sources.Prices;

/// <summary>Where the columns of one file stand and what its prices mean.</summary>
internal sealed class PriceTable
{
    private readonly int[] _fieldOf;

    private PriceTable(PriceLayout layout, PriceImportOptions options, int fields, bool hasHeader, int[] fieldOf)
    {
        Source = options.Source ?? layout.Source;
        Basis = options.Basis ?? layout.Basis;
        PriceUnit = ReferenceEquals(layout, PriceLayout.Lean) ? PriceLayout.LeanPriceUnit : 1;
        (Fields, HasHeader, _fieldOf) = (fields, hasHeader, fieldOf);
    }

    public string Source { get; }

    public PriceBasis Basis { get; }

    /// <summary>Written price ÷ price.</summary>
    public double PriceUnit { get; }

    /// <summary>Fields of every row.</summary>
    public int Fields { get; }

    public bool HasHeader { get; }

    public bool HasActions => Has(PriceColumn.Split) || Has(PriceColumn.Dividend);

    public bool Has(PriceColumn column) => FieldOf(column) >= 0;

    /// <summary>The field of a column, or −1 where the file has none.</summary>
    public int FieldOf(PriceColumn column) => _fieldOf[(int)column];

    /// <summary>Recognises a file by its first row.</summary>
    /// <exception cref="UserError">No layout fits, a name occurs twice, or a mapped header is missing.</exception>
    public static PriceTable Recognise(in CsvRow first, string file, PriceImportOptions options)
    {
        if (options.Columns.IsEmpty && IsLean(first))
            return new PriceTable(PriceLayout.Lean, options, first.Count, hasHeader: false, LeanFields());

        var names = new string[first.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = first.TextOf(i).Trim();
        var fieldOf = Enumerable.Repeat(-1, Enum.GetValues<PriceColumn>().Length).ToArray();
        Map(names, options.Columns, file, fieldOf);
        var simple = names.Select(HeaderName.Simplify).ToArray();
        Complete(simple, file, fieldOf);

        var layout = PriceLayout.WithHeader.FirstOrDefault(l => l.Required.All(simple.Contains));
        if (!options.Columns.IsEmpty)
            layout = PriceLayout.Custom with { Basis = layout?.Basis ?? PriceLayout.Custom.Basis };
        if (layout is null || fieldOf[(int)PriceColumn.Date] < 0 || fieldOf[(int)PriceColumn.Close] < 0)
            throw Unknown(first, file);
        return new PriceTable(layout, options, names.Length, hasHeader: true, fieldOf);
    }

    private static void Map(string[] names, ColumnMapping mapping, string file, int[] fieldOf)
    {
        foreach (var column in mapping.Columns)
        {
            var wanted = mapping.HeaderOf(column);
            var field = Array.FindIndex(names, n => string.Equals(n, wanted, StringComparison.OrdinalIgnoreCase));
            if (field < 0)
                throw new UserError($"{file}, line 1: the column mapping expects header '{wanted}', found '{Shown.Line(string.Join(',', names))}'");
            fieldOf[(int)column] = field;
        }
    }

    private static void Complete(string[] simple, string file, int[] fieldOf)
    {
        foreach (var (column, synonyms) in PriceLayout.Synonyms)
        {
            if (fieldOf[(int)column] >= 0)
                continue;
            var fields = Enumerable.Range(0, simple.Length).Where(i => synonyms.Contains(simple[i]) && !fieldOf.Contains(i)).ToArray();
            if (fields.Length > 1)
                throw new UserError($"{file}, line 1: columns {fields[0] + 1} and {fields[1] + 1} both look like '{synonyms[0]}'; name one with --columns");
            if (fields.Length == 1)
                fieldOf[(int)column] = fields[0];
        }
    }

    private static bool IsLean(in CsvRow row)
        => row.Count == 6 && row[0].Length == 14 && row[0][8] == (byte)' ' && DateText.Parse(row[0], out _) == DateReading.Valid;

    private static int[] LeanFields()
    {
        var fieldOf = Enumerable.Repeat(-1, Enum.GetValues<PriceColumn>().Length).ToArray();
        PriceColumn[] order = [PriceColumn.Date, PriceColumn.Open, PriceColumn.High, PriceColumn.Low, PriceColumn.Close, PriceColumn.Volume];
        for (var i = 0; i < order.Length; i++)
            fieldOf[(int)order[i]] = i;
        return fieldOf;
    }

    private static UserError Unknown(in CsvRow first, string file)
    {
        var known = string.Join("; ", PriceLayout.WithHeader.Append(PriceLayout.Lean).Select(l => $"{l.Source}: {l.Header}"));
        return new UserError(
            $"{file}, line 1: unknown header '{Shown.Bytes(first.Text)}', expected one of [{known}], each with an optional symbol column, or --columns date=…,close=…");
    }
}
