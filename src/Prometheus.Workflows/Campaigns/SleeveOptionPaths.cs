using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// Every sleeve option by its path, such as <c>portfolio.name_cap</c>: the one mechanism behind campaign flags, <c>--set</c> and the lines of
/// an experiment file. <c>risk</c> = <c>off</c> switches the risk service off.
/// </summary>
public static class SleeveOptionPaths
{
    private const string Off = "off";

    /// <summary>All paths with their values, in the order of the records.</summary>
    public static IReadOnlyList<(string Path, string Value)> Describe(SleeveOptions options)
    {
        var leaves = new List<(string, string)>();
        Collect(Tree(options), "", leaves);
        return leaves;
    }

    /// <param name="options">What to change.</param>
    /// <param name="path">Dotted path in snake_case.</param>
    /// <param name="value">Text of a number, a word, true/false, or a comma-separated list.</param>
    /// <param name="where">File and line, or flag, for the message.</param>
    /// <exception cref="UserError">No such path, or a value of the wrong kind.</exception>
    public static SleeveOptions Apply(SleeveOptions options, string path, string value, string where)
    {
        var tree = Tree(options);
        if (path == "risk")
        {
            if (value != Off)
                throw new UserError($"{where}: option 'risk' expects '{Off}' or its members, found '{value}'");
            return options with { Risk = null };
        }

        var parts = path.Split('.');
        if (parts[0] == "risk" && options.Risk is null)
            tree["risk"] = JsonSerializer.SerializeToNode(Portfolio.Risk.RiskOptions.Default, CanonicalJson.Options);

        var holder = tree;
        foreach (var part in parts[..^1])
        {
            holder = holder[part] as JsonObject
                ?? throw new UserError($"{where}: there is no option '{path}', expected one of {string.Join(", ", Describe(options).Select(l => l.Path))}");
        }

        if (!holder.TryGetPropertyValue(parts[^1], out var present) || present is JsonObject)
            throw new UserError($"{where}: there is no option '{path}', expected one of {string.Join(", ", Describe(options).Select(l => l.Path))}");
        holder[parts[^1]] = Parse(present, value, path, where);
        try
        {
            return tree.Deserialize<SleeveOptions>(CanonicalJson.Options)!;
        }
        catch (JsonException problem)
        {
            throw new UserError($"{where}: option '{path}' cannot be '{value}'", problem);
        }
    }

    private static JsonObject Tree(SleeveOptions options) => JsonSerializer.SerializeToNode(options, CanonicalJson.Options)!.AsObject();

    private static JsonNode Parse(JsonNode? present, string value, string path, string where)
    {
        switch (present?.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                return bool.TryParse(value, out var flag) ? flag : throw Wrong("true or false");
            case JsonValueKind.Number:
                return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                    ? JsonNode.Parse(number == Math.Floor(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture))!
                    : throw Wrong("a number");
            case JsonValueKind.Array:
                return new JsonArray(value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Order(StringComparer.Ordinal).Select(v => (JsonNode)v).ToArray());
            default:
                return value;
        }

        UserError Wrong(string expected) => new($"{where}: option '{path}' expects {expected}, found '{value}'");
    }

    private static void Collect(JsonObject node, string prefix, List<(string Path, string Value)> leaves)
    {
        foreach (var (name, value) in node)
        {
            if (value is JsonObject inner)
                Collect(inner, prefix + name + ".", leaves);
            else if (value is JsonArray items)
                leaves.Add((prefix + name, string.Join(",", items.Select(i => i!.ToString()))));
            else
                leaves.Add((prefix + name, value?.ToString() ?? Off));
        }
    }
}
