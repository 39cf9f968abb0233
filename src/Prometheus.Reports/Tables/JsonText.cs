using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prometheus.Reports.Tables;

/// <summary>A table as JSON: an array with one object a row, numbers unrounded.</summary>
public static class JsonText
{
    public static string Render(Table table)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartArray();
            foreach (var row in table.Rows)
            {
                writer.WriteStartObject();
                for (var i = 0; i < row.Length; i++)
                    WriteMember(writer, table.Columns[i].Name, row[i]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null or double.NaN:
                writer.WriteNull(name);
                break;
            case double d:
                writer.WriteNumber(name, d);
                break;
            case int n:
                writer.WriteNumber(name, n);
                break;
            case long n:
                writer.WriteNumber(name, n);
                break;
            case bool b:
                writer.WriteBoolean(name, b);
                break;
            default:
                writer.WriteString(name, CellText.Of(value));
                break;
        }
    }
}
