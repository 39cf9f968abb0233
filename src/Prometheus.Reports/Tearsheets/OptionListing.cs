using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Identity;

namespace Prometheus.Reports.Tearsheets;

/// <summary>Every option of a run by path, marked where it differs from the default.</summary>
internal static class OptionListing
{
    private const string Absent = "off";

    public static OptionLine[] Of(SleeveOptions options)
    {
        var defaults = Leaves(SleeveOptions.Default);
        var values = Leaves(options);
        return
        [
            .. from leaf in values
               let standard = defaults.GetValueOrDefault(leaf.Key, Absent)
               select new OptionLine(leaf.Key, leaf.Value, standard == leaf.Value ? null : standard),
        ];
    }

    private static SortedDictionary<string, string> Leaves(SleeveOptions options)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect(JsonNode.Parse(CanonicalJson.Serialize(options)), "", leaves);
        return leaves;
    }

    private static void Collect(JsonNode? node, string path, SortedDictionary<string, string> leaves)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
                Collect(value, path.Length == 0 ? name : $"{path}.{name}", leaves);
            return;
        }

        leaves[path] = node switch
        {
            null => Absent,
            JsonArray items => items.Count == 0 ? "none" : string.Join(", ", items.Select(Text)),
            _ => Text(node),
        };
    }

    private static string Text(JsonNode? leaf)
        => leaf?.GetValueKind() == JsonValueKind.String ? leaf.GetValue<string>() : leaf?.ToJsonString() ?? Absent;
}
