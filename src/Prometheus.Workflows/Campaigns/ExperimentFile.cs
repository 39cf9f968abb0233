using System.Globalization;
using System.Text;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
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

    /// <exception cref="UserError">No such file, no YAML, an unknown key, a value of the wrong kind or out of its range.</exception>
    public static CampaignOptions Load(string path)
    {
        if (!File.Exists(path))
            throw new UserError($"there is no experiment file '{path}'");
        AccessLog.Current?.NoteFileRead(path);
        return Parse(File.ReadAllText(path), path);
    }

    public static CampaignOptions Parse(string yaml, string file) => new Reading(file).Campaign(yaml);

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

    /// <summary>One file on its way to a campaign: remembers where every option stands.</summary>
    private sealed class Reading(string file)
    {
        private readonly YamlFile _yaml = new(file);
        private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

        public CampaignOptions Campaign(string yaml)
        {
            var root = _yaml.Root(yaml, Keys) ?? throw new UserError($"{file}, line 1: expected one YAML mapping with the keys {string.Join(", ", Keys)}");
            foreach (var key in root.Children.Keys)
                _places[key.ToString()] = _yaml.At(key);

            var marketId = _yaml.Needed(root, "market_id");
            if (MarketCatalog.All.All(m => m.MarketId != marketId))
                throw _yaml.Mistake(root.Children["market_id"], $"unknown market '{marketId}', expected one of {string.Join(", ", MarketCatalog.All.Select(m => m.MarketId))}");
            var campaign = new CampaignOptions
            {
                MarketId = marketId,
                Start = _yaml.Date(root, "start"),
                End = _yaml.Date(root, "end"),
                InitialCash = _yaml.Number<CampaignOptions>(root, "initial_cash", nameof(CampaignOptions.InitialCash)) ?? 1_000_000,
                Benchmark = _yaml.Text(root, "benchmark") ?? $"EW_{marketId}",
                RiskFreePerYear = _yaml.Number<CampaignOptions>(root, "risk_free_per_year", nameof(CampaignOptions.RiskFreePerYear)),
                SessionsPerYear = _yaml.Number<CampaignOptions>(root, "sessions_per_year", nameof(CampaignOptions.SessionsPerYear)) ?? 252,
                Sleeves = Sleeves(root),
            };
            OptionRules.Require(campaign, path => path.Length == 0 ? file : _places.GetValueOrDefault(path));
            return WithLambda(campaign, root);
        }

        /// <summary>Relative paths start at the current folder, as those of the project's settings do.</summary>
        private CampaignOptions WithLambda(CampaignOptions campaign, YamlMappingNode root)
        {
            if (_yaml.Text(root, LambdaFile) is not { } predictions)
            {
                return campaign.Sleeves.FirstOrDefault(s => s.Options.Lambda is not null) is { } sleeve
                    ? throw _yaml.Mistake(root, $"sleeve '{sleeve.Spec.SleeveId}' names λ options, so the key '{LambdaFile}' must name the file of the predictions")
                    : campaign;
            }

            try
            {
                return CampaignLambda.Attach(campaign, CampaignLambda.SettingsOf(campaign.MarketId, predictions));
            }
            catch (UserError problem)
            {
                throw new UserError($"{_yaml.At(root.Children[LambdaFile])}: {problem.Message}", problem);
            }
        }

        private List<CampaignSleeve> Sleeves(YamlMappingNode root)
        {
            var shared = Assignments(root);
            if (!root.Children.TryGetValue("sleeves", out var node) || node is not YamlSequenceNode list || list.Children.Count == 0)
                throw _yaml.Mistake(node ?? root, "'sleeves' must list at least one sleeve");
            return [.. list.Children.Select((item, k) => Sleeve(item, shared, string.Create(CultureInfo.InvariantCulture, $"sleeves[{k}]")))];
        }

        private CampaignSleeve Sleeve(YamlNode item, List<OptionAssignment> shared, string path)
        {
            _places[path] = _yaml.At(item);
            if (item is YamlScalarNode compact)
                return new CampaignSleeve(Spec(compact.Value ?? "", compact), Options(shared, [], path));
            var sleeve = item as YamlMappingNode ?? throw _yaml.Mistake(item, "a sleeve is its seven fields joined with ':' or a mapping with 'sleeve' and 'options'");
            _yaml.RequireKeys(sleeve, ["sleeve", "options"]);
            return new CampaignSleeve(Spec(_yaml.Needed(sleeve, "sleeve"), sleeve.Children["sleeve"]), Options(shared, Assignments(sleeve), path));
        }

        private SleeveSpec Spec(string fields, YamlNode node)
        {
            try
            {
                return SleeveSpec.Parse(fields, "sleeve");
            }
            catch (UserError problem)
            {
                throw new UserError($"{_yaml.At(node)}: {problem.Message}", problem);
            }
        }

        private SleeveOptions Options(List<OptionAssignment> shared, List<OptionAssignment> own, string path)
        {
            foreach (var said in shared.Concat(own))
                _places[$"{path}.options.{said.Path}"] = said.Place;
            return SleeveOptionPaths.Apply(SleeveOptionPaths.Apply(SleeveOptions.Default, shared), own);
        }

        private List<OptionAssignment> Assignments(YamlMappingNode holder)
        {
            var said = new List<OptionAssignment>();
            if (_yaml.Mapping(holder, "options") is { } options)
                Collect(options, "", said);
            return said;
        }

        private void Collect(YamlMappingNode members, string prefix, List<OptionAssignment> said)
        {
            foreach (var (key, value) in members.Children)
            {
                var path = prefix + key;
                if (value is YamlMappingNode inner)
                    Collect(inner, path + ".", said);
                else if (value is YamlSequenceNode list && SleeveOptionPaths.Find(path)?.IsList != false)
                    said.Add(new OptionAssignment(path, string.Join(",", list.Children.Select(TextOf)), _yaml.At(key)));
                else
                    said.Add(new OptionAssignment(path, TextOf(value), _yaml.At(key)));
            }
        }

        private string TextOf(YamlNode value) => (value as YamlScalarNode)?.Value ?? throw _yaml.Mistake(value, $"expected a single value, found {value}");
    }
}
