using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Core.Markets;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Risk.Reports;
using Prometheus.Scenarios;

namespace Prometheus.Stores.Runs;

/// <summary>
/// The JSON columns of a risk report. Keys of a scenario set begin with <c>&lt;scenario_set_id&gt;:</c>; no other key has a colon. What a
/// book resembles (<see cref="StabKeys"/>) and what it risks come from different commands, and neither touches the other's keys.
/// </summary>
internal static class RiskReportJson
{
    private const string Specific = "SPECIFIC";

    public static string Metrics(StoredJson json, RiskReport report) => json.Object(report, static (writer, r) =>
    {
        StoredJson.Number(writer, "gross_exposure", r.GrossExposure);
        StoredJson.Number(writer, "net_exposure", r.NetExposure);
        writer.WriteNumber("num_names", r.Instruments.Length);
        StoredJson.Number(writer, "fragility_exposure", r.FragilityExposure);
        StoredJson.Number(writer, "expected_volatility", r.ExpectedVolatility);
        writer.WriteNumber("risk_window_days", r.RiskWindowDays);
        StoredJson.Number(writer, "covariance_coverage", r.Coverage);
        if (r.Fragility is not { } fragility)
            return;
        StoredJson.Number(writer, "fragility_weight_total", fragility.WeightTotal);
        StoredJson.Number(writer, "fragility_weight_fraction", fragility.WeightFraction);
        StoredJson.Number(writer, "fragility_score_weighted_mean", fragility.ScoreWeightedMean);
        StoredJson.Number(writer, "fragility_score_max", fragility.ScoreMaximum);
        writer.WriteNumber("fragility_num_names_with_measure", fragility.NamesWithMeasure);
    });

    public static string Map(StoredJson json, SortedDictionary<string, double> values) => json.Object(values, Members);

    public static string Factors(StoredJson json, double[] values) => json.Object(values, static (writer, source) =>
    {
        for (var k = 0; k < source.Length; k++)
            StoredJson.Number(writer, FactorName(k), source[k]);
    });

    public static string Metadata(StoredJson json, RiskReport report, Market market) => json.Object((report, market), static (writer, source) =>
    {
        var report = source.report;
        writer.WriteString("model_id", RiskReport.DefaultModelId);
        writer.WriteString("risk_model_id", PortfolioState.DefaultModelId);
        writer.WriteStartObject("volatility_by_name");
        for (var k = 0; k < report.Instruments.Length; k++)
            StoredJson.Number(writer, source.market.Instruments[report.Instruments[k]], report.VolatilityByName[k]);
        writer.WriteEndObject();
        writer.WriteStartObject("volatility_by_sector");
        Members(writer, report.VolatilityBySector);
        writer.WriteEndObject();
        writer.WriteStartObject("volatility_by_factor");
        var rest = report.ExpectedVolatility;
        for (var k = 0; k < report.VolatilityByFactor.Length; k++)
        {
            StoredJson.Number(writer, FactorName(k), report.VolatilityByFactor[k]);
            rest -= report.VolatilityByFactor[k];
        }

        StoredJson.Number(writer, Specific, rest);
        writer.WriteEndObject();
        if (report.Fragility is not { } fragility)
            return;
        writer.WriteStartObject("fragility_weight_by_class");
        Members(writer, fragility.WeightByClass);
        writer.WriteEndObject();
    });

    /// <summary>The members of <paramref name="own"/> and what <paramref name="stored"/> says of scenario sets and of resemblance.</summary>
    public static string KeepScenarios(string own, string stored)
    {
        if (!stored.Contains(':', StringComparison.Ordinal))
            return own;
        var kept = JsonNode.Parse(stored)!.AsObject().Where(m => m.Key.Contains(':', StringComparison.Ordinal) || StabKeys.IsOne(m.Key)).ToArray();
        if (kept.Length == 0)
            return own;
        var merged = JsonNode.Parse(own)!.AsObject();
        foreach (var (key, value) in kept)
            merged[key] = value?.DeepClone();
        return merged.ToJsonString(StoredJson.Relaxed);
    }

    /// <summary>
    /// The metrics with what a book resembles among the scenarios of a set: the plain keys speak of this set from now on, the keys of the set are
    /// replaced, all others stay. The very same text where nothing changes.
    /// </summary>
    public static string WithStab(string metrics, StabEntry entry)
    {
        var before = JsonNode.Parse(metrics)!.AsObject();
        var after = new JsonObject();
        foreach (var (key, value) in before)
        {
            if (!StabKeys.IsOne(key) && !StabKeys.IsOf(entry.SetId, key) && key != ScenarioKeys.Hindsight(entry.SetId))
                after[key] = value?.DeepClone();
        }

        foreach (var (key, value) in StabKeys.Of(entry))
            after[key] = value;
        return JsonNode.DeepEquals(before, after) ? metrics : after.ToJsonString(StoredJson.Relaxed);
    }

    /// <summary>Replaces what <paramref name="metrics"/> says of the set.</summary>
    public static string WithScenario(StoredJson json, string metrics, string setId, ScenarioEntry entry)
        => json.Object((metrics, setId, entry), static (writer, source) =>
        {
            CopyOthers(writer, source.metrics, source.setId);
            foreach (var (key, value) in ScenarioKeys.Of(source.setId, source.entry.Risk))
                StoredJson.Number(writer, key, value);
            if (source.entry.Hindsight)
                writer.WriteBoolean(ScenarioKeys.Hindsight(source.setId), true);
        });

    /// <summary>Replaces the returns of the set's paths; a path without any of the book's names has none.</summary>
    /// <param name="names">Of <see cref="PathNames"/>.</param>
    public static string WithPaths(StoredJson json, string pnl, string setId, JsonEncodedText[] names, ScenarioRisk risk)
        => json.Object((pnl, setId, names, risk), static (writer, source) =>
        {
            CopyOthers(writer, source.pnl, source.setId);
            for (var path = 0; path < source.risk.PathReturns.Length; path++)
            {
                if (!double.IsNaN(source.risk.PathReturns[path]))
                    writer.WriteNumber(source.names[path], source.risk.PathReturns[path] + 0.0);
            }
        });

    /// <summary>The keys of a set's paths, one for all rows.</summary>
    public static JsonEncodedText[] PathNames(string setId, int paths)
        => [.. Enumerable.Range(0, paths).Select(path => JsonEncodedText.Encode(string.Create(CultureInfo.InvariantCulture, $"{setId}:{path}")))];

    private static void CopyOthers(Utf8JsonWriter writer, string json, string setId)
    {
        using var stored = JsonDocument.Parse(json);
        foreach (var member in stored.RootElement.EnumerateObject())
        {
            if (!member.Name.StartsWith(setId + ":", StringComparison.Ordinal) || StabKeys.IsOf(setId, member.Name))
                member.WriteTo(writer);
        }
    }

    private static void Members(Utf8JsonWriter writer, SortedDictionary<string, double> values)
    {
        foreach (var (name, value) in values)
            StoredJson.Number(writer, name, value);
    }

    private static string FactorName(int k) => string.Create(CultureInfo.InvariantCulture, $"STAT_{k + 1}");
}
