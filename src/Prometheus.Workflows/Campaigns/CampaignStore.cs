using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;
using Prometheus.Stores.States;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// What sleeves name and the store holds: the user's own scores (of the sleeve's assessment strategy, else of its strategy), and who issued the
/// instruments.
/// </summary>
internal static class CampaignStore
{
    /// <exception cref="UserError">A sleeve names scores that are not stored, or not any more those it names by digest.</exception>
    public static CampaignOptions Attach(DatabasePair databases, Market market, CampaignOptions campaign)
    {
        var read = new List<ImportedScores>();
        var sleeves = campaign.Sleeves.Select(sleeve => sleeve.Options.Imported is { } imported
            ? sleeve with { Options = sleeve.Options with { Imported = imported with { ScoresDigest = DigestOf(sleeve, imported) } } }
            : sleeve).ToArray();
        return campaign with { Sleeves = sleeves, Scores = [.. campaign.Scores, .. read] };

        string DigestOf(CampaignSleeve sleeve, ImportedAssessmentOptions imported)
        {
            var spec = sleeve.Spec;
            var scores = Read(spec.AssessmentStrategyId) ?? Read(spec.StrategyId) ?? throw new UserError(
                $"sleeve '{spec.SleeveId}' names the scores of {imported.ModelId}, but none of strategy {spec.AssessmentStrategyId} or {spec.StrategyId} and horizon {spec.AssessmentHorizonDays} are stored: 'prometheus assess import' reads them");

            if (imported.ScoresDigest.Length > 0 && imported.ScoresDigest != scores.Digest)
                throw new UserError($"the stored scores of {imported.ModelId} are no longer those of sleeve '{spec.SleeveId}': expected digest {imported.ScoresDigest}, found {scores.Digest}");
            read.Add(scores);
            return scores.Digest;

            ImportedScores? Read(string strategyId)
            {
                var found = ImportedScoreStore.Read(
                    databases.Runtime, campaign.MarketId, strategyId, imported.ModelId, spec.AssessmentHorizonDays, campaign.End);
                return found.Count == 0 ? null : found;
            }
        }
    }
}
