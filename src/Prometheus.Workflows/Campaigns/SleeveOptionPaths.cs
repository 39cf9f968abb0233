using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// Every sleeve option by its path, such as <c>portfolio.name_cap</c>: the one mechanism behind campaign flags, <c>--set</c> and the lines of
/// an experiment file. An option that may be missing, such as <c>risk</c> or <c>lambda</c>, is taken away by <c>off</c> and made from its
/// defaults as soon as one of its members is named.
/// </summary>
public static class SleeveOptionPaths
{
    private const string Off = "off";

    /// <summary>The paths that say something with their values, in the order of the records; what is missing by default is left out.</summary>
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
        var (holder, owner) = (tree, OptionShape.Of(typeof(SleeveOptions)));
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
        {
            if (owner.Find(part) is not { IsRecord: true } group)
                throw Unknown(path, where);
            owner = OptionShape.Of(group.Type);
            holder[part] ??= owner.Defaults();
            holder = holder[part]!.AsObject();
        }

        if (owner.Find(parts[^1]) is not { } member)
            throw Unknown(path, where);
        if (member.IsOptional && value == Off)
            holder[parts[^1]] = null;
        else if (member.IsRecord && member.IsOptional)
            throw new UserError($"{where}: option '{path}' expects '{Off}' or its members, found '{value}'");
        else if (member.IsRecord)
            throw Unknown(path, where);
        else
            holder[parts[^1]] = Parse(member.Type, value, path, where);
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

    private static UserError Unknown(string path, string where)
        => new($"{where}: there is no option '{path}', expected one of {string.Join(", ", OptionShape.Of(typeof(SleeveOptions)).Paths())}");

    private static JsonNode Parse(Type type, string value, string path, string where)
    {
        if (type == typeof(bool))
            return bool.TryParse(value, out var flag) ? flag : throw Wrong("true or false");
        if (type == typeof(double) || type == typeof(int))
        {
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonNode.Parse(number == Math.Floor(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture))!
                : throw Wrong("a number");
        }

        if (type == typeof(EquatableList<string>))
        {
            return new JsonArray(value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal).Select(v => (JsonNode)v).ToArray());
        }

        return value;

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
