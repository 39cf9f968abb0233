using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;

namespace Prometheus.Backtest.Campaigns;

/// <summary>What a reader should distrust about a run's data. Counts are over the run's sessions unless said otherwise.</summary>
/// <param name="Instruments">Instruments with data up to the end.</param>
/// <param name="DelistedInstruments">How many of them have a delisting fact; 0 means survivors only.</param>
/// <param name="SurvivorshipNote">One sentence.</param>
/// <param name="ImpliedDistributions">Dividends implied from adjusted closes, whole store.</param>
/// <param name="AssumedFacts">Facts stored without a date, whole store.</param>
/// <param name="SectorsPointInTime">False where any sector fact was assumed to hold from the beginning.</param>
/// <param name="LevelFiltersSkipped">Candidate-days on which price and volume filters did not apply (basis not RAW).</param>
/// <param name="QuarantinedRows">Whole store.</param>
/// <param name="FlaggedRows">Whole store.</param>
/// <param name="StalePositionSessions">Position-days held without a close.</param>
/// <param name="DelistingsWithoutReturn">Held delistings paid at the last close because no fact states a return.</param>
/// <param name="PriceBases">Distinct price bases of the market.</param>
public sealed record DataCard(
    int Instruments,
    int DelistedInstruments,
    string SurvivorshipNote,
    int ImpliedDistributions,
    int AssumedFacts,
    bool SectorsPointInTime,
    int LevelFiltersSkipped,
    int QuarantinedRows,
    int FlaggedRows,
    int StalePositionSessions,
    int DelistingsWithoutReturn,
    IReadOnlyList<string> PriceBases)
{
    /// <summary>One sentence where the Sharpe over the risk-free rate stands on no stored rate, else null.</summary>
    public string? RiskFreeNote { get; init; }

    /// <summary>Reads off a market and a walk what a reader should distrust.</summary>
    public static DataCard Of(Market market, WalkResult walk, double? riskFreePerYear)
    {
        var end = walk.Daily[^1].Session;
        var instruments = InstrumentsWithData(market, end);
        var delisted = market.Listings.Count(l => l.IsDelistedOn(market.Sessions[end]));
        var stale = walk.Daily.Sum(d => d.StalePositions);
        var skipped = walk.Decisions.Sum(d => d.Universe?.Candidates.Count(c => c.LevelFiltersSkipped) ?? 0);
        return new DataCard(
            instruments,
            delisted,
            delisted == 0
                ? "no instrument has a delisting fact: results describe survivors only"
                : $"{delisted} of {instruments} instruments have a delisting fact",
            market.Provenance.ImpliedDistributions,
            market.Provenance.AssumedFacts,
            !market.Sectors.AnyAssumed,
            skipped,
            market.Provenance.QuarantinedRows,
            market.Provenance.FlaggedRows,
            stale,
            walk.DelistingsWithoutReturn,
            market.Basis.Distinct().Order().Select(NameOf).ToArray())
        {
            RiskFreeNote = riskFreePerYear is null ? "no risk-free rate is given: 0 stands in for it" : null,
        };
    }

    private static int InstrumentsWithData(Market market, int end)
    {
        var seen = new bool[market.Instruments.Count];
        for (var t = 0; t <= end; t++)
        {
            var closes = market.Prices.Close.Row(t);
            for (var i = 0; i < seen.Length; i++)
                seen[i] |= !double.IsNaN(closes[i]);
        }

        return seen.Count(s => s);
    }

    private static string NameOf(PriceBasis basis) => basis switch
    {
        PriceBasis.Raw => "RAW",
        PriceBasis.SplitAdjusted => "SPLIT_ADJUSTED",
        _ => "FULLY_ADJUSTED",
    };
}
