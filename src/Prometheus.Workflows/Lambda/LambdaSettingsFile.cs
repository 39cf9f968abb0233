using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Workflows.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prometheus.Workflows.Lambda;

/// <summary>
/// <c>configs/universe/core_long_eq_daily.yaml</c> of a project folder: <c>core_long_eq.REGION.{lambda_predictions_csv, lambda_experiment_id,
/// lambda_score_column, lambda_score_weight}</c>. Relative paths start at the project folder. No file, no entry for the region, or an empty
/// <c>lambda_predictions_csv</c> means that λ is off; anything that cannot be understood is a mistake, since it would switch λ off unseen.
/// </summary>
public static class LambdaSettingsFile
{
    /// <summary>Where the file stands below the project folder.</summary>
    public const string RelativePath = "configs/universe/core_long_eq_daily.yaml";

    private const string Root = "core_long_eq";
    private const string Predictions = "lambda_predictions_csv";
    private const string Experiment = "lambda_experiment_id";
    private const string Column = "lambda_score_column";
    private const string Weight = "lambda_score_weight";

    private static readonly string[] Keys = [Predictions, Experiment, Column, Weight];

    /// <summary>The settings of a region; null where λ is off.</summary>
    /// <param name="projectFolder">The folder that holds <c>configs</c>; commands take the current one.</param>
    /// <param name="region">US, EU, ASIA.</param>
    /// <exception cref="UserError">No YAML, an unknown key or a value of the wrong kind.</exception>
    public static LambdaSettings? Read(string projectFolder, string region)
    {
        var path = Path.Combine(projectFolder, RelativePath);
        if (File.Exists(path))
            AccessLog.Current?.NoteFileRead(path);
        return File.Exists(path) ? Parse(File.ReadAllText(path), RelativePath, projectFolder, region) : null;
    }

    internal static LambdaSettings? Parse(string yaml, string file, string projectFolder, string region)
    {
        if (RootOf(yaml, file) is not { } root)
            return null;
        RequireKeys(root, [Root], file);
        if (MappingOf(root, Root, file) is not { } regions || MappingOf(regions, region, file) is not { } entry)
            return null;
        RequireKeys(entry, Keys, file);
        if (TextOf(entry, Predictions, file) is not { } predictions)
            return null;
        return new LambdaSettings(
            region,
            Path.GetFullPath(predictions, Path.GetFullPath(projectFolder)),
            TextOf(entry, Experiment, file),
            TextOf(entry, Column, file) ?? LambdaPredictionsFile.DefaultScoreColumn,
            NumberOf(entry, Weight, file) ?? 0);
    }

    /// <summary>Null for an empty file.</summary>
    private static YamlMappingNode? RootOf(string yaml, string file)
    {
        var stream = YamlText.Load(yaml, file);
        if (stream.Documents.Count == 0)
            return null;
        return stream.Documents[0].RootNode as YamlMappingNode ?? throw new UserError($"{file}: expected one YAML mapping with the key {Root}");
    }

    private static void RequireKeys(YamlMappingNode node, string[] expected, string file)
    {
        foreach (var key in node.Children.Keys)
        {
            if (!expected.Contains(key.ToString(), StringComparer.Ordinal))
                throw new UserError($"{At(file, key)}: unknown key '{key}', expected {(expected.Length == 1 ? "" : "one of ")}{string.Join(", ", expected)}");
        }
    }

    private static YamlMappingNode? MappingOf(YamlMappingNode node, string key, string file)
    {
        if (!node.Children.TryGetValue(key, out var value) || value is YamlScalarNode { Value: null or "" or "null" or "~" })
            return null;
        return value as YamlMappingNode ?? throw new UserError($"{At(file, value)}: '{key}' must be a mapping");
    }

    private static string? TextOf(YamlMappingNode node, string key, string file)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is not YamlScalarNode scalar)
            throw new UserError($"{At(file, value)}: '{key}' must be a single value");
        return scalar.Value is null or "" || (scalar.Style == ScalarStyle.Plain && scalar.Value is "null" or "~") ? null : scalar.Value;
    }

    private static double? NumberOf(YamlMappingNode node, string key, string file)
    {
        if (TextOf(node, key, file) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new UserError($"{At(file, node.Children[key])}: '{key}' expects a number, found '{text}'");
    }

    private static string At(string file, YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {node.Start.Line}");
}
