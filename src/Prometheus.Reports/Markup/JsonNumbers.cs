using System.Text.Json;

namespace Prometheus.Reports.Markup;

/// <summary>Arrays of numbers and dates for a page's data block. NaN and infinities are null, −0 is 0.</summary>
internal static class JsonNumbers
{
    public static void Write(Utf8JsonWriter writer, double value, int decimals)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(Math.Round(value, decimals) + 0.0);
        else
            writer.WriteNullValue();
    }

    public static void WriteArray(Utf8JsonWriter writer, string? name, ReadOnlySpan<double> values, int decimals)
    {
        Start(writer, name);
        foreach (var value in values)
            Write(writer, value, decimals);
        writer.WriteEndArray();
    }

    public static void WriteArray(Utf8JsonWriter writer, string? name, ReadOnlySpan<int> values)
    {
        Start(writer, name);
        foreach (var value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    public static void WriteArray(Utf8JsonWriter writer, string? name, ReadOnlySpan<DateOnly> dates)
    {
        Start(writer, name);
        foreach (var date in dates)
            writer.WriteStringValue(NumberText.Date(date));
        writer.WriteEndArray();
    }

    private static void Start(Utf8JsonWriter writer, string? name)
    {
        if (name is not null)
            writer.WritePropertyName(name);
        writer.WriteStartArray();
    }
}
