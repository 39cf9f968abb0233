using System.Globalization;

namespace Prometheus.Reports.Tables;

/// <summary>The text of one value, culture free.</summary>
public static class CellText
{
    public static string Of(object? value, string? format = null) => value switch
    {
        null => "",
        double d when double.IsNaN(d) => "",
        double d => (d == 0 ? 0 : d).ToString(format, CultureInfo.InvariantCulture),
        string s => s,
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset d => d.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
