using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Prometheus.Reports.Tearsheets;

namespace Prometheus.Tests.Reports.Tearsheets;

/// <summary>A tearsheet's model as text to approve: everything in full, long arrays by their length, ends and mean.</summary>
internal static class ModelListing
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new Summary<double>(v => v), new Summary<int>(v => v), new Summary<DateOnly>(d => d.DayNumber), new JsonStringEnumConverter() },
    };

    public static string Of(TearsheetModel model) => JsonSerializer.Serialize(model, Options) + "\n";

    private sealed class Summary<T>(Func<T, double> number) : JsonConverter<T[]>
        where T : IFormattable
    {
        public override T[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options)
        {
            var known = value.Select(number).Where(v => !double.IsNaN(v)).ToArray();
            var mean = known.Length == 0 ? double.NaN : known.Average();
            writer.WriteStringValue(value.Length == 0 ? "none" : string.Create(
                CultureInfo.InvariantCulture, $"{value.Length} values, {known.Length} known, {Text(value[0])} … {Text(value[^1])}, mean {mean:G10}"));
        }

        private static string Text(T value) => value.ToString(value is DateOnly ? "yyyy-MM-dd" : "G10", CultureInfo.InvariantCulture);
    }
}
