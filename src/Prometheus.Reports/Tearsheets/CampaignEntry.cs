namespace Prometheus.Reports.Tearsheets;

/// <summary>One sleeve on a campaign's page: its tearsheet, or why it has none.</summary>
/// <param name="SleeveId">Sleeve.</param>
/// <param name="Model">Null where the sleeve failed.</param>
/// <param name="FileName">Of its tearsheet, beside the campaign's page; null where there is none.</param>
/// <param name="Failure">Reason; null where the sleeve finished.</param>
public sealed record CampaignEntry(string SleeveId, TearsheetModel? Model, string? FileName, string? Failure)
{
    public static CampaignEntry Finished(TearsheetModel model, string? fileName)
        => new(model.Identity.Sleeve.SleeveId, model, fileName, null);

    public static CampaignEntry Failed(string sleeveId, string reason) => new(sleeveId, null, null, reason);
}
