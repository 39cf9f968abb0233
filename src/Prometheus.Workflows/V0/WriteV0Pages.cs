using Prometheus.Backtest.Campaigns;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Reports.V0;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.V0;

/// <summary>Writes the pages of a finished flow: a tearsheet a sleeve with risk, and the report that leads to them.</summary>
public static class WriteV0Pages
{
    /// <returns>The pages written, the report last.</returns>
    public static IReadOnlyList<string> Execute(V0Result result)
    {
        var files = result.Files;
        var pages = new List<string>();
        foreach (var run in result.RiskOn.Sleeves.OfType<SleeveRun>())
        {
            var page = files.Tearsheet(run.Sleeve.SleeveId);
            WholeFile.Write(page, TearsheetHtml.Render(TearsheetModel.Of(run), PageAssets.Echarts));
            pages.Add(page);
        }

        var model = new V0Model(
            result.Steps.Select(step => (step.Name, step.Outcome)).ToArray(),
            CampaignModel.Of(result.RiskOn, run => Path.GetFileName(files.Tearsheet(run.Sleeve.SleeveId))),
            V0Model.PairsOf(result.RiskOn, result.RiskOff),
            V0Model.RegimesOf(result.RiskOn),
            result.Lambda,
            result.Choices.Select(choice => choice.Selection).ToArray());
        WholeFile.Write(files.Report, V0Html.Render(model, PageAssets.Echarts));
        pages.Add(files.Report);
        return pages;
    }
}
