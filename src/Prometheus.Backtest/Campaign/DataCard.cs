namespace Prometheus.Backtest.Campaign;

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
    IReadOnlyList<string> PriceBases);
