using Prometheus.Backtest.Campaigns;
using Prometheus.Opinions.Lambda;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// Hands the predictions of a file to the sleeves of a campaign. A sleeve remembers the digest of what it may read, the rows until the campaign's
/// end, so that its run id follows from the content and not from the path.
/// </summary>
public static class CampaignLambda
{
    /// <param name="campaign">Sleeves that say nothing about λ take the settings; those that do keep their experiment, column and weight.</param>
    /// <param name="settings">The file, and what holds where a sleeve says nothing.</param>
    /// <exception cref="UserError">An unreadable file, or one that no longer holds what a sleeve's digest names.</exception>
    public static CampaignOptions Attach(CampaignOptions campaign, LambdaSettings settings)
    {
        var read = new Dictionary<(string? Experiment, string Column), LambdaPredictions>();
        var unsaid = new LambdaOptions { ExperimentId = settings.ExperimentId, ScoreColumn = settings.ScoreColumn, Weight = settings.Weight };
        var sleeves = campaign.Sleeves.Select(sleeve =>
        {
            // A strategy of one's own names what it reads itself; the campaign is given those predictions.
            if (sleeve.Strategy is not null)
                return sleeve;
            var own = sleeve.Options.Lambda ?? unsaid;
            var predictions = Predictions(own.ExperimentId ?? settings.ExperimentId, own.ScoreColumn);
            if (own.PredictionsDigest.Length > 0 && own.PredictionsDigest != predictions.Digest)
                throw new UserError($"{settings.PredictionsPath} no longer holds the λ predictions of sleeve '{sleeve.Spec.SleeveId}': expected digest {own.PredictionsDigest}, found {predictions.Digest}");
            return sleeve with
            {
                Options = sleeve.Options with { Lambda = own with { ExperimentId = predictions.ExperimentId, PredictionsDigest = predictions.Digest } },
            };
        }).ToArray();
        return campaign with { Sleeves = sleeves, Lambda = [.. campaign.Lambda, .. read.Values], LambdaFile = settings.PredictionsPath };

        LambdaPredictions Predictions(string? experiment, string column)
        {
            if (!read.TryGetValue((experiment, column), out var predictions))
            {
                predictions = (settings with { ExperimentId = experiment, ScoreColumn = column }).Read(campaign.MarketId).Until(campaign.End);
                read[(experiment, column)] = predictions;
            }

            return predictions;
        }
    }

    /// <summary>Settings of a file that is named outright.</summary>
    public static LambdaSettings SettingsOf(string marketId, string path, string? experimentId = null, string? scoreColumn = null, double weight = 0)
        => new(RegionOf(marketId), Path.GetFullPath(path), experimentId, scoreColumn ?? LambdaPredictionsFile.DefaultScoreColumn, weight);

    /// <summary>The region of a market id, its part before the first underscore.</summary>
    public static string RegionOf(string marketId) => marketId.Split('_', 2)[0];
}
