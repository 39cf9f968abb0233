using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Testing.Runs;
using Xunit;

namespace Prometheus.Tests.Reports.Tearsheets;

public sealed partial class TearsheetHtmlTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\"&{{}}";

    private static readonly SleeveRun Run = SyntheticRun.Create(sessions: 400, names: 12);

    private static readonly string Page = TearsheetHtml.Render(TearsheetModel.Of(Run), "/* charts */");

    [Fact]
    public void Equal_models_give_equal_bytes()
        => Assert.Equal(Page, TearsheetHtml.Render(TearsheetModel.Of(SyntheticRun.Create(sessions: 400, names: 12)), "/* charts */"));

    [Fact]
    public void The_data_block_is_one_json_value_with_a_row_a_session()
    {
        using var data = JsonDocument.Parse(Block(Page));
        var daily = data.RootElement.GetProperty("daily");
        Assert.All(daily.EnumerateObject(), series => Assert.Equal(Run.Daily.Length, series.Value.GetArrayLength()));
        Assert.Equal(Run.Daily[^1].Equity, daily.GetProperty("equity")[Run.Daily.Length - 1].GetDouble(), 0.005);
        Assert.Equal(JsonValueKind.Null, daily.GetProperty("rollingSharpe")[0].ValueKind);
    }

    [Fact]
    public void Every_chart_has_its_place()
        => Assert.Equal(
            ["chart-equity", "chart-lead", "chart-drawdown", "chart-months", "chart-rolling", "chart-exposure", "chart-costs", "chart-sectors"],
            PlotId().Matches(Page).Select(m => m.Groups[1].Value));

    [Fact]
    public void Hostile_ids_stay_text()
    {
        var page = Named(Hostile);
        Assert.Equal(Tags(Named("harmless")), Tags(page));
        using var data = JsonDocument.Parse(Block(page));
        Assert.Equal(Hostile, data.RootElement.GetProperty("sleeve").GetString());
        Assert.Equal(Hostile, data.RootElement.GetProperty("benchmark").GetString());
    }

    [Fact]
    public void Nothing_is_fetched()
    {
        var page = TearsheetHtml.Render(TearsheetModel.Of(Run), PageAssets.Echarts).Replace(PageAssets.Echarts, "", StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(src|href)\s*=\s*""(?!#|data:)", page);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_scripts_of_the_page_may_run()
    {
        var page = TearsheetHtml.Render(TearsheetModel.Of(Run), "var a = '</SCRIPT><!-- not the end';");
        var scripts = Script().Matches(page).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(2, scripts.Length);
        foreach (var script in scripts)
        {
            var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
            Assert.Contains($"'sha256-{hash}'", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_page_of_twenty_years_stays_small_and_its_own_part_does_not_grow()
    {
        var years = TearsheetHtml.Render(TearsheetModel.Of(SyntheticRun.Create(sessions: 5040, names: 8)), "");
        Assert.InRange(Encoding.UTF8.GetByteCount(years), 100_000, 1_000_000);
        Assert.InRange(Encoding.UTF8.GetByteCount(years) - Encoding.UTF8.GetByteCount(Block(years)), 30_000, 100_000);
    }

    [Fact]
    public void A_missing_number_is_a_dash_and_never_nan()
    {
        var visible = Page.Replace(Block(Page), "", StringComparison.Ordinal);
        Assert.Contains(">–<", visible, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Script().Replace(visible, ""), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Block(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_differ_from_their_default_are_marked()
    {
        var options = Run.Manifest.Options with { Rebalance = "monthly", Risk = null };
        var page = TearsheetHtml.Render(TearsheetModel.Of(Run with { Manifest = Run.Manifest with { Options = options } }), "");
        Assert.Contains("changed\">monthly</span> <span class=\"was\">default weekly</span>", page, StringComparison.Ordinal);
        Assert.Contains("2 of ", page, StringComparison.Ordinal);
        Assert.Contains("All at their defaults.", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_embedded_chart_library_is_there_and_safe_to_embed()
    {
        Assert.InRange(PageAssets.Echarts.Length, 500_000, 2_000_000);
        Assert.Contains("Apache", PageAssets.Echarts, StringComparison.Ordinal);
    }

    /// <summary>The page of a run in which every text a user could choose is <paramref name="text"/>.</summary>
    private static string Named(string text) => TearsheetHtml.Render(
        TearsheetModel.Of(Run with
        {
            Manifest = Run.Manifest with
            {
                Sleeve = new SleeveSpec(text, text, text, text, text, text, 21),
                Benchmark = text,
                Options = Run.Manifest.Options with { Rebalance = text },
            },
            Card = Run.Card with { SurvivorshipNote = text, PriceBases = [text] },
        }),
        "/* charts */");

    private static string Block(string page) => DataBlock().Match(page).Groups[1].Value;

    /// <summary>Every tag of the page by name, outside its scripts and styles.</summary>
    private static IEnumerable<string> Tags(string page) => Tag().Matches(Script().Replace(DataBlock().Replace(page, ""), "")).Select(m => m.Value);

    [GeneratedRegex("""<script type="application/json" id="page-data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex DataBlock();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex(@"</?[a-zA-Z][\w-]*")]
    private static partial Regex Tag();

    [GeneratedRegex("""id="(chart-\w+)""")]
    private static partial Regex PlotId();
}
