using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// Every sleeve option by its path, such as <c>portfolio.name_cap</c>: the one mechanism behind campaign flags, <c>--set</c> and the lines of
/// an experiment file. An option that may be missing, such as <c>risk</c> or <c>lambda</c>, is taken away by <c>off</c> and made from its
/// defaults as soon as one of its members is named.
/// </summary>
public static class SleeveOptionPaths
{
    private const string Off = "off";

    private const int Suggestions = 3;

    /// <summary>
    /// The paths that say something with their values, in the order of the records; what is missing by default and what follows from something
    /// else is left out.
    /// </summary>
    public static IReadOnlyList<(string Path, string Value)> Describe(SleeveOptions options)
    {
        var leaves = new List<(string, string)>();
        Collect(Tree(options), OptionShape.Of(typeof(SleeveOptions)), "", leaves);
        return leaves;
    }

    /// <summary>The options with everything that is said about them. What members say against each other is left to <see cref="OptionRules"/>.</summary>
    /// <exception cref="UserError">An option said twice, or a mistake in one of them.</exception>
    public static SleeveOptions Apply(SleeveOptions options, IEnumerable<OptionAssignment> said)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, value, place) in said)
        {
            if (!places.TryAdd(path, place))
                throw new UserError($"{place}: option '{path}' is said twice, before by {places[path]}");
            options = Apply(options, path, value, place);
        }

        return options;
    }

    /// <param name="options">What to change.</param>
    /// <param name="path">Dotted path in snake_case.</param>
    /// <param name="value">Text of a number, a word, true/false, or a comma-separated list.</param>
    /// <param name="where">File and line, or flag, for the message.</param>
    /// <exception cref="UserError">No such path, one that follows from something else, or a value of the wrong kind or out of its range.</exception>
    public static SleeveOptions Apply(SleeveOptions options, string path, string value, string where)
    {
        if (Find(path) is not { } member || member is { IsGroup: true, IsOptional: false })
            throw Unknown(path, where);
        if (member.Derived is { } derived)
            throw new UserError($"{where}: option '{path}' cannot be said: {derived.Instead}");

        var tree = Tree(options);
        var (holder, owner) = (tree, OptionShape.Of(typeof(SleeveOptions)));
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
        {
            owner = OptionShape.Of(owner.Find(part)!.Type);
            holder[part] ??= owner.DefaultJson();
            holder = holder[part]!.AsObject();
        }

        if (member.IsOptional && value == Off)
            holder[parts[^1]] = null;
        else if (member.IsGroup)
            throw new UserError($"{where}: option '{path}' expects '{Off}' or its members, found '{value}'");
        else if (!member.TryRead(value, out var read) || IsBlank(owner, member, value))
            throw new UserError($"{where}: option '{path}' {OptionRules.Refusal(member, value)}");
        else
            holder[parts[^1]] = JsonSerializer.SerializeToNode(read, CanonicalJson.Options);
        return tree.Deserialize<SleeveOptions>(CanonicalJson.Options)!;
    }

    /// <summary>The option or group of that path; null where there is none.</summary>
    public static OptionMember? Find(string path)
    {
        OptionMember? member = null;
        foreach (var part in path.Split('.'))
        {
            if (member is { IsGroup: false } || OptionShape.Of(member?.Type ?? typeof(SleeveOptions)).Find(part) is not { } next)
                return null;
            member = next;
        }

        return member;
    }

    private static JsonObject Tree(SleeveOptions options) => JsonSerializer.SerializeToNode(options, CanonicalJson.Options)!.AsObject();

    /// <summary>A text may be empty only where it is by default.</summary>
    private static bool IsBlank(OptionShape owner, OptionMember member, string value)
        => member.Type == typeof(string) && string.IsNullOrWhiteSpace(value) && member.Property.GetValue(owner.Defaults()) is not "";

    private static UserError Unknown(string path, string where)
    {
        var nearest = OptionShape.Of(typeof(SleeveOptions)).Leaves().Where(leaf => leaf.Member.Derived is null).Select(leaf => leaf.Path)
            .OrderBy(known => Distance(path, known)).ThenBy(known => known, StringComparer.Ordinal).Take(Suggestions);
        return new($"{where}: there is no option '{path}', the nearest are {string.Join(", ", nearest)}");
    }

    /// <summary>Edits from one path to the other, or between their last parts, where the user left out or mistook the group.</summary>
    private static int Distance(string path, string known) => Math.Min(Edits(path, known), 1 + Edits(LastOf(path), LastOf(known)));

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>Levenshtein's distance: letters put in, taken out or exchanged.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var exchanged = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }

    private static void Collect(JsonObject node, OptionShape shape, string prefix, List<(string Path, string Value)> leaves)
    {
        foreach (var (name, value) in node)
        {
            var member = shape.Find(name)!;
            if (member.Derived is not null)
                continue;
            if (value is JsonObject inner)
                Collect(inner, OptionShape.Of(member.Type), $"{prefix}{name}.", leaves);
            else if (value is JsonArray items)
                leaves.Add((prefix + name, string.Join(",", items.Select(i => i!.ToString()))));
            else
                leaves.Add((prefix + name, value?.ToString() ?? Off));
        }
    }
}

/// <summary>What a user says about one option.</summary>
/// <param name="Path">As <see cref="SleeveOptionPaths"/> spells it.</param>
/// <param name="Value">Its text.</param>
/// <param name="Place">File and line, or flag.</param>
public sealed record OptionAssignment(string Path, string Value, string Place);
