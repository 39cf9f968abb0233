using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Core.Identity;

namespace Prometheus.Databases.Bulk;

/// <summary>
/// One spelling of every value as text, the same on both engines: shortest round-trip numbers, ISO dates, instants to the microsecond,
/// <c>true</c> and <c>false</c>, JSON with sorted members and no spaces, base64 bytes.
/// </summary>
internal static class ValueText
{
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The value of a column of the current row; null where it is NULL.</summary>
    /// <param name="type">What <see cref="RowReader.TypeOf"/> says of the column.</param>
    public static string? Of(RowReader rows, int column, ColumnType? type) => rows.IsNull(column)
        ? null
        : type switch
        {
            ColumnType.Text => rows.Text(column),
            ColumnType.Integer or ColumnType.Narrow => rows.Integer(column).ToString(CultureInfo.InvariantCulture),
            ColumnType.Real => rows.Real(column).ToString("R", CultureInfo.InvariantCulture),
            ColumnType.Boolean => rows.Boolean(column) ? "true" : "false",
            ColumnType.Date => rows.Date(column).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ColumnType.Instant => rows.Instant(column).ToString(InstantFormat, CultureInfo.InvariantCulture),
            ColumnType.Json => Canonical(rows.Text(column)),
            ColumnType.Blob => Convert.ToBase64String(rows.Blob(column)),
            _ => rows.EngineText(column),
        };

    /// <summary>A person's own SQL may give a text the name of a document: what is no JSON stays as it is.</summary>
    private static string Canonical(string json)
    {
        try
        {
            return CanonicalJson.SerializeToString(Shortest(JsonNode.Parse(json)));
        }
        catch (JsonException)
        {
            return json;
        }
    }

    /// <summary>Numbers in their shortest round-trip form: the engines spell the same double with 15 to 17 digits.</summary>
    private static JsonNode? Shortest(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Shortest(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Shortest)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && !value.TryGetValue<long>(out _) => JsonValue.Create(value.GetValue<double>()),
        _ => node?.DeepClone(),
    };
}
