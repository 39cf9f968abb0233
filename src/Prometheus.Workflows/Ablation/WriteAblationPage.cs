using Prometheus.Reports.Ablation;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Ablation;

/// <summary>Writes the page of a finished ablation.</summary>
public static class WriteAblationPage
{
    public static AblationModel ModelOf(AblationResult result) => new(
        AblationModel.LinesOf(result.Campaign, [.. result.Variants.Select(v => v.Name)]),
        result.Missing,
        CampaignModel.Of(result.Campaign, run => run.Sleeve.SleeveId + ".html"),
        result.Plain,
        result.Embedded,
        [.. result.Choices.Select(c => c.Selection)]);

    /// <returns>The page written.</returns>
    public static string Execute(AblationResult result, AblationModel model)
    {
        var page = result.Options.File("ablation.html");
        WholeFile.Write(page, AblationHtml.Render(model, PageAssets.Echarts));
        return page;
    }
}
