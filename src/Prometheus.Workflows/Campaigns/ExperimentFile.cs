using System.Globalization;
using System.Text;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Databases;
using Prometheus.Workflows.Files;
using YamlDotNet.RepresentationModel;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// A campaign in one YAML file: <c>market_id, start, end, initial_cash, benchmark, risk_free_per_year, sessions_per_year,
/// lambda_predictions_csv, options, sleeves</c>. Options below <c>options</c> hold for
/// every sleeve, those of a sleeve override them. Every key is checked; a mistake is one sentence with file and line.
/// </summary>
public static class ExperimentFile
{
    private const string LambdaFile = "lambda_predictions_csv";

    private static readonly string[] Keys = ["market_id", "start", "end", "initial_cash", "benchmark", "risk_free_per_year", "sessions_per_year", LambdaFile, "options", "sleeves"];

    /// <exception cref="UserError">No such file, no YAML, an unknown key or a value of the wrong kind.</exception>
    public static CampaignOptions Load(string path)
    {
        if (!File.Exists(path))
            throw new UserError($"there is no experiment file '{path}'");
        AccessLog.Current?.NoteFileRead(path);
        return Parse(File.ReadAllText(path), path);
    }

    public static CampaignOptions Parse(string yaml, string file)
    {
        var root = Root(yaml, file);
        foreach (var key in root.Children.Keys)
        {
            if (!Keys.Contains(key.ToString(), StringComparer.Ordinal))
                throw new UserError($"{At(file, key)}: unknown key '{key}', expected one of {string.Join(", ", Keys)}");
        }

        var marketId = Text(root, "market_id", file) ?? throw Missing("market_id", file);
        var shared = Options(root, SleeveOptions.Default, file);
        var campaign = new CampaignOptions
        {
            MarketId = marketId,
            Start = Date(root, "start", file),
            End = Date(root, "end", file),
            InitialCash = Number(root, "initial_cash", file) ?? 1_000_000,
            Benchmark = Text(root, "benchmark", file) ?? $"EW_{marketId}",
            RiskFreePerYear = Number(root, "risk_free_per_year", file),
            SessionsPerYear = Number(root, "sessions_per_year", file) ?? 252,
            Sleeves = Sleeves(root, shared, file),
        };
        return WithLambda(campaign, Text(root, LambdaFile, file), file);
    }

    /// <summary>Relative paths start at the current folder, as those of the project's settings do.</summary>
    private static CampaignOptions WithLambda(CampaignOptions campaign, string? predictions, string file)
    {
        if (predictions is not null)
            return CampaignLambda.Attach(campaign, CampaignLambda.SettingsOf(campaign.MarketId, predictions));
        return campaign.Sleeves.FirstOrDefault(s => s.Options.Lambda is not null) is { } sleeve
            ? throw new UserError($"{file}: sleeve '{sleeve.Spec.SleeveId}' names λ options, so the key '{LambdaFile}' must name the file of the predictions")
            : campaign;
    }

    /// <summary>The effective campaign, every option spelled out, in the form <see cref="Parse"/> reads, with its hash as first line.</summary>
    public static string Print(CampaignOptions campaign)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"# hash {StableId.HashOf(campaign)}\n");
        text.Append(culture, $"market_id: {campaign.MarketId}\nstart: {campaign.Start:yyyy-MM-dd}\nend: {campaign.End:yyyy-MM-dd}\n");
        text.Append(culture, $"initial_cash: {campaign.InitialCash:R}\nbenchmark: {campaign.Benchmark}\n");
        if (campaign.RiskFreePerYear is { } riskFree)
            text.Append(culture, $"risk_free_per_year: {riskFree:R}\n");
        text.Append(culture, $"sessions_per_year: {campaign.SessionsPerYear:R}\n");
        if (campaign.LambdaFile is { } predictions)
            text.Append(culture, $"{LambdaFile}: {predictions}\n");
        text.Append("sleeves:\n");
        foreach (var sleeve in campaign.Sleeves)
        {
            text.Append(culture, $"  - sleeve: {sleeve.Spec}\n    options:\n");
            foreach (var (path, value) in SleeveOptionPaths.Describe(sleeve.Options))
                text.Append(culture, $"      {path}: {(value.Length == 0 ? "''" : value)}\n");
        }

        return text.ToString();
    }

    private static YamlMappingNode Root(string yaml, string file)
    {
        var stream = YamlText.Load(yaml, file);
        return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
            ? root
            : throw new UserError($"{file}: expected one YAML mapping with the keys {string.Join(", ", Keys)}");
    }

    private static List<CampaignSleeve> Sleeves(YamlMappingNode root, SleeveOptions shared, string file)
    {
        if (!root.Children.TryGetValue("sleeves", out var node) || node is not YamlSequenceNode list || list.Children.Count == 0)
            throw new UserError($"{file}: 'sleeves' must list at least one sleeve");
        var sleeves = new List<CampaignSleeve>();
        foreach (var item in list.Children)
        {
            if (item is YamlScalarNode compact)
            {
                sleeves.Add(new CampaignSleeve(Spec(compact.Value ?? "", compact, file), shared));
                continue;
            }

            var sleeve = item as YamlMappingNode ?? throw new UserError($"{At(file, item)}: a sleeve is its seven fields joined with ':' or a mapping with 'sleeve' and 'options'");
            foreach (var key in sleeve.Children.Keys)
            {
                if (key.ToString() is not ("sleeve" or "options"))
                    throw new UserError($"{At(file, key)}: unknown key '{key}', expected sleeve or options");
            }

            var spec = Spec(Text(sleeve, "sleeve", file) ?? throw Missing("sleeve", file), sleeve, file);
            sleeves.Add(new CampaignSleeve(spec, Options(sleeve, shared, file)));
        }

        return sleeves;
    }

    private static SleeveSpec Spec(string fields, YamlNode node, string file)
    {
        try
        {
            return SleeveSpec.Parse(fields);
        }
        catch (UserError problem)
        {
            throw new UserError($"{At(file, node)}: {problem.Message}", problem);
        }
    }

    private static SleeveOptions Options(YamlMappingNode holder, SleeveOptions options, string file)
    {
        if (!holder.Children.TryGetValue("options", out var node))
            return options;
        if (node is not YamlMappingNode members)
            throw new UserError($"{At(file, node)}: 'options' must be a mapping");
        return Apply(members, "", options, file);
    }

    private static SleeveOptions Apply(YamlMappingNode members, string prefix, SleeveOptions options, string file)
    {
        foreach (var (key, value) in members.Children)
        {
            var path = prefix + key;
            options = value switch
            {
                YamlMappingNode inner => Apply(inner, path + ".", options, file),
                YamlSequenceNode items => SleeveOptionPaths.Apply(options, path, string.Join(",", items.Children), At(file, key)),
                _ => SleeveOptionPaths.Apply(options, path, ((YamlScalarNode)value).Value ?? "", At(file, key)),
            };
        }

        return options;
    }

    private static string? Text(YamlMappingNode node, string key, string file)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        return value is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw new UserError($"{At(file, value)}: '{key}' must be a single value");
    }

    private static DateOnly Date(YamlMappingNode node, string key, string file)
    {
        var text = Text(node, key, file) ?? throw Missing(key, file);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new UserError($"{At(file, node.Children[key])}: '{key}' expects a date yyyy-MM-dd, found '{text}'");
    }

    private static double? Number(YamlMappingNode node, string key, string file)
    {
        if (Text(node, key, file) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new UserError($"{At(file, node.Children[key])}: '{key}' expects a number, found '{text}'");
    }

    private static UserError Missing(string key, string file) => new($"{file}: the key '{key}' is missing");

    private static string At(string file, YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {node.Start.Line}");
}
