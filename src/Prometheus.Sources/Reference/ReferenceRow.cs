using System.Globalization;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Reference;

/// <summary>One row of a reference table. Field −1 is a column the table lacks and reads as empty.</summary>
internal sealed record ReferenceRow(string File, int Line, string[] Fields)
{
    public string Text(int field) => field < 0 ? "" : Fields[field];

    public DateOnly? Date(int field, string column)
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        return DateText.Parse(Encoding.UTF8.GetBytes(text), out var date) == DateReading.Valid
            ? date
            : throw Error(FormattableString.Invariant($"{column} as a date yyyy-MM-dd, found '{Shown.Line(text)}'"));
    }

    public double? Number(int field, string column)
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Error($"{column} as a number, found '{Shown.Line(text)}'");
    }

    /// <summary>The stated id, else the one that follows from the symbol.</summary>
    public string InstrumentIdFrom(int idField, int symbolField, string suffix)
    {
        var text = Text(idField);
        var id = text.Length > 0 ? text : Text(symbolField);
        if (!SymbolText.IsValid(Encoding.UTF8.GetBytes(id)))
            throw Error($"{SymbolText.Rule.Expectation}, found '{Shown.Line(id)}'");
        return text.Length > 0 ? text : InstrumentId.FromSymbol(id, suffix);
    }

    public UserError Error(string expectedAndFound) => new($"{File}, line {Line}: expected {expectedAndFound}");
}
