using System.Globalization;
using Prometheus.Core.Options;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prometheus.Workflows.Files;

/// <summary>One YAML file of settings, read strictly: every mistake is one sentence with file and line.</summary>
/// <param name="file">As the user named it.</param>
internal sealed class YamlFile(string file)
{
    /// <summary>The one mapping the text holds; null where it holds nothing.</summary>
    /// <exception cref="UserError">No YAML, more than one document, no mapping, or an unknown key.</exception>
    public YamlMappingNode? Root(string yaml, IReadOnlyList<string> keys)
    {
        var documents = Load(yaml).Documents;
        if (documents.Count == 0)
            return null;
        if (documents.Count > 1)
            throw Mistake(documents[1].RootNode, $"expected one document, found {documents.Count}");
        var root = documents[0].RootNode as YamlMappingNode
            ?? throw Mistake(documents[0].RootNode, $"expected one YAML mapping with {(keys.Count == 1 ? "the key" : "the keys")} {string.Join(", ", keys)}");
        RequireKeys(root, keys);
        return root;
    }

    public string At(YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {node.Start.Line}");

    public UserError Mistake(YamlNode node, string says) => new($"{At(node)}: {says}");

    public void RequireKeys(YamlMappingNode node, IReadOnlyList<string> expected)
    {
        foreach (var key in node.Children.Keys)
        {
            if (!expected.Contains(key.ToString(), StringComparer.Ordinal))
                throw Mistake(key, $"unknown key '{key}', expected {(expected.Count == 1 ? "" : "one of ")}{string.Join(", ", expected)}");
        }
    }

    /// <summary>Null where the key is missing or holds nothing.</summary>
    public YamlMappingNode? Mapping(YamlMappingNode node, string key)
        => ValueOf(node, key) is { } value ? value as YamlMappingNode ?? throw Mistake(value, $"'{key}' must be a mapping") : null;

    /// <summary>Null where the key is missing or holds nothing.</summary>
    public string? Text(YamlMappingNode node, string key)
        => ValueOf(node, key) is { } value ? (value as YamlScalarNode)?.Value ?? throw Mistake(value, $"'{key}' must be a single value") : null;

    /// <exception cref="UserError">The key is missing or holds nothing.</exception>
    public string Needed(YamlMappingNode node, string key) => Text(node, key) ?? throw Mistake(node, $"the key '{key}' is missing");

    public DateOnly Date(YamlMappingNode node, string key)
        => DateOnly.TryParseExact(Needed(node, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Mistake(node.Children[key], $"'{key}' expects a date yyyy-MM-dd, found '{Text(node, key)}'");

    /// <summary>A number as the property of an options record declares it; null where the key is missing or holds nothing.</summary>
    public double? Number<TOptions>(YamlMappingNode node, string key, string property)
    {
        if (Text(node, key) is not { } text)
            return null;
        var member = OptionShape.Of(typeof(TOptions)).Member(property);
        return member.TryRead(text, out var number) ? (double)number : throw Mistake(node.Children[key], $"'{key}' {OptionRules.Refusal(member with { IsOptional = false }, text)}");
    }

    private static YamlNode? ValueOf(YamlMappingNode node, string key)
        => node.Children.TryGetValue(key, out var value) && value is not YamlScalarNode { Value: null or "" }
            && value is not YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" } ? value : null;

    private YamlStream Load(string yaml)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(yaml));
        try
        {
            stream.Load(parser);
            return stream;
        }
        catch (YamlException problem)
        {
            throw new UserError($"{file}, line {problem.Start.Line}: this is not YAML: {problem.Message}", problem);
        }
        catch (InvalidOperationException problem)
        {
            // The reader's own way of refusing a list or mapping that never closes.
            throw new UserError($"{file}, line {parser.Current?.End.Line ?? 1}: this is not YAML: what begins here is not closed", problem);
        }
    }
}
