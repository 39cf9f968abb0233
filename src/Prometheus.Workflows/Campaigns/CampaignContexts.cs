using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// Hands stored context vectors to the sleeves that name their model. A sleeve remembers the digest of every vector until the campaign's end; held
/// are only those that a fit or a decision reads.
/// </summary>
internal static class CampaignContexts
{
    /// <param name="anyDecision">True where the decisions are not known yet: then every session of the range may be one.</param>
    /// <exception cref="UserError">A sleeve names vectors that are not stored, or not any more those it names by digest.</exception>
    public static CampaignOptions Attach(DatabasePair databases, Market market, CampaignOptions campaign, bool anyDecision = false)
    {
        var read = new Dictionary<string, ContextVectors>(StringComparer.Ordinal);
        foreach (var model in campaign.Sleeves.Select(s => s.Options.Context?.ContextModelId).OfType<string>().Distinct(StringComparer.Ordinal))
            read[model] = Read(databases, market, campaign, model, anyDecision);
        if (read.Count == 0)
            return campaign;
        var sleeves = campaign.Sleeves.Select(sleeve =>
        {
            if (sleeve.Options.Context is not { } context)
                return sleeve;
            var found = read[context.ContextModelId].Digest;
            if (context.VectorsDigest.Length > 0 && context.VectorsDigest != found)
                throw new UserError($"the stored vectors of {context.ContextModelId} are no longer those of sleeve '{sleeve.Spec.SleeveId}': expected digest {context.VectorsDigest}, found {found}");
            return sleeve with { Options = sleeve.Options with { Context = context with { VectorsDigest = found } } };
        }).ToArray();
        return campaign with { Sleeves = sleeves, Contexts = [.. read.Values] };
    }

    private static ContextVectors Read(DatabasePair databases, Market market, CampaignOptions campaign, string model, bool anyDecision)
    {
        var dates = ContextVectorStore.ReadDates(databases.Historical, model, campaign.End);
        if (dates.Count == 0)
            throw new UserError($"no vectors of {model} in ASSESSMENT_CTX_V0 are stored up to {campaign.End:yyyy-MM-dd}: 'prometheus script backfill_joint_assessment_context' makes them");
        var keep = TrainingDates(dates);
        keep.UnionWith(anyDecision ? dates.Where(d => d >= campaign.Start.AddDays(-30)) : DecisionDates(market, campaign, dates, model));
        return ContextVectorStore.Read(databases.Historical, model, campaign.End, id => market.Instruments.IndexOf(id) >= 0, keep);
    }

    /// <summary>The first date of each week.</summary>
    private static HashSet<DateOnly> TrainingDates(IReadOnlyList<DateOnly> dates)
    {
        var (keep, week) = (new HashSet<DateOnly>(), (0, 0));
        foreach (var date in dates)
        {
            var day = date.ToDateTime(TimeOnly.MinValue);
            var own = (ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));
            if (own != week)
                keep.Add(date);
            week = own;
        }

        return keep;
    }

    /// <summary>For every session that a decision of a sleeve knows, the last date with vectors up to it.</summary>
    private static IEnumerable<DateOnly> DecisionDates(Market market, CampaignOptions campaign, IReadOnlyList<DateOnly> dates, string model)
    {
        var (first, last) = (market.Sessions.FirstAtOrAfter(campaign.Start), market.Sessions.LastAtOrBefore(campaign.End));
        if (first > last)
            yield break;
        var ordered = dates.ToList();
        var venue = RunCampaign.ExchangeSessions(market, campaign);
        foreach (var sleeve in campaign.Sleeves.Where(s => s.Options.Context?.ContextModelId == model))
        {
            var rule = RebalanceRule.Parse(sleeve.Options.Rebalance, sleeve.Options.RebalancePhase ?? 0);
            var decisions = DecisionSchedule.Rows(rule, market.Sessions, first, last, venue);
            foreach (var session in DecisionSchedule.Known(decisions, sleeve.Options.SignalDelaySessions ?? 0))
            {
                var at = ordered.BinarySearch(market.Sessions[session]);
                if ((at >= 0 ? at : ~at - 1) is var found and >= 0)
                    yield return ordered[found];
            }
        }
    }
}
