using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Identity;

namespace Prometheus.Reports.Tearsheets;

/// <summary>Every option of a run by path, marked where it differs from the default.</summary>
internal static class OptionListing
{
    /// <summary>A group of options that is null, such as the risk service.</summary>
    private const string Off = "off";

    /// <summary>Parameters of a strategy of one's own first, under <c>strategy</c>; they have no default here.</summary>
    public static OptionLine[] Of(RunManifest manifest)
    {
        if (manifest.Strategy is not { } own)
            return Of(manifest.Options);
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["strategy.id"] = own.Id,
            ["strategy.version"] = own.Version.ToString(CultureInfo.InvariantCulture),
            ["strategy.content_digest"] = own.ContentDigest,
        };
        Collect(JsonNode.Parse(own.Parameters), "strategy.parameters", leaves);
        return [.. leaves.Select(l => new OptionLine(l.Key, l.Value, null)), .. Of(manifest.Options)];
    }

    private static OptionLine[] Of(SleeveOptions options)
    {
        var defaults = Leaves(SleeveOptions.Default);
        var values = Leaves(options);
        return
        [
            .. from leaf in values
               let standard = defaults.GetValueOrDefault(leaf.Key, leaf.Value == Off ? "on" : Off)
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
            null => Off,
            JsonArray items => items.Count == 0 ? "none" : string.Join(", ", items.Select(Text)),
            _ => Text(node),
        };
    }

    private static string Text(JsonNode? leaf)
        => leaf?.GetValueKind() == JsonValueKind.String ? leaf.GetValue<string>() : leaf?.ToJsonString() ?? Off;
}

/// <summary>One option of the run by its dotted path.</summary>
/// <param name="Path">Such as <c>portfolio.name_cap</c>.</param>
/// <param name="Value">As in the canonical JSON of the options.</param>
/// <param name="Default">The default's text where the value differs from it, else null.</param>
public sealed record OptionLine(string Path, string Value, string? Default);
