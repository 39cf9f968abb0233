using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Comparison;
using Prometheus.Backtest.Metrics;
using Prometheus.Meta.Selection;
using Prometheus.Opinions.Lambda;
using Prometheus.Reports.Tearsheets;
using Prometheus.States.Regimes;

namespace Prometheus.Reports.V0;

/// <summary>What the page of a v0 flow shows.</summary>
/// <param name="Steps">Name and outcome of every step.</param>
/// <param name="Campaign">The sleeves with the risk service.</param>
/// <param name="Pairs">Runs that differ in λ̂ or in risk alone.</param>
/// <param name="Regimes">Sessions of the backtests in each regime, as known at their closes.</param>
/// <param name="Lambda">The experiment behind λ̂.</param>
/// <param name="Choices">One a rule of Meta.</param>
public sealed record V0Model(
    IReadOnlyList<(string Name, string Outcome)> Steps,
    CampaignModel Campaign,
    IReadOnlyList<V0Pair> Pairs,
    IReadOnlyList<(RegimeLabel Label, int Sessions)> Regimes,
    LambdaExperimentResult Lambda,
    IReadOnlyList<SleeveSelection> Choices)
{
    /// <summary>λ-aware less baseline, and with risk less without, of every sleeve that has finished both ways.</summary>
    /// <param name="riskOn">Sleeves with the risk service; the second half are the λ-aware twins of the first, in the same order.</param>
    /// <param name="riskOff">The same sleeves without it.</param>
    public static IReadOnlyList<V0Pair> PairsOf(CampaignResult riskOn, CampaignResult riskOff)
    {
        var half = riskOn.Sleeves.Count / 2;
        var pairs = new List<V0Pair>();
        for (var k = 0; k < half; k++)
            Add("λ-aware less baseline", riskOn.Sleeves[half + k], riskOn.Sleeves[k]);
        for (var k = 0; k < riskOn.Sleeves.Count; k++)
            Add("with risk less without", riskOn.Sleeves[k], riskOff.Sleeves[k]);
        return pairs;

        void Add(string question, SleeveResult own, SleeveResult other)
        {
            if (own is SleeveRun a && other is SleeveRun b)
                pairs.Add(new V0Pair(question, a.Sleeve.SleeveId, PairedReturns.Of(ReturnsOf(a), ReturnsOf(b), a.Manifest.SessionsPerYear)));
        }
    }

    /// <summary>Sessions of the first finished sleeve by regime.</summary>
    public static IReadOnlyList<(RegimeLabel Label, int Sessions)> RegimesOf(CampaignResult campaign)
    {
        if (campaign.Sleeves.OfType<SleeveRun>().FirstOrDefault() is not { Signals.Regime: { } regime } run)
            return [];
        return Enum.GetValues<RegimeLabel>().Select(label => (label, run.Daily.Count(d => regime.LabelAt(d.Session) == label))).ToArray();
    }

    private static double[] ReturnsOf(SleeveRun run) => EquityCurve.Returns(EquityCurve.Of(run.Manifest.InitialCash, run.Daily));
}
