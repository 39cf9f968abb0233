using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>What a sceptical reader would ask, answered from the run itself; every rule is one question.</summary>
internal static class CaveatRules
{
    private const double FewYears = 3;
    private const double MuchOfGrossReturn = 0.25;
    private const double MuchFromOneName = 0.25;
    private const double ManyStalePositions = 0.01;

    /// <summary>The caveats that apply, most serious first, otherwise in the order of the questions.</summary>
    public static Caveat[] Judge(TearsheetFacts facts, RunStatistics statistics, CostTotals costs, ProfitTable profits)
        => [.. Execution(facts, costs).Concat(Sample(facts, statistics, profits, costs)).Concat(Provenance(facts)).OrderBy(c => c.Level)];

    /// <summary>Could the trades have been made?</summary>
    private static IEnumerable<Caveat> Execution(TearsheetFacts facts, CostTotals costs)
    {
        var simulator = facts.Manifest.Options.Simulator;
        if (simulator.FillAtSameClose)
            yield return new(CaveatLevel.Serious, "Trades at the deciding close", "Orders fill at the very close that decided them; nobody can do that.");
        if (simulator.Costs.SlippageBps == 0 && simulator.Costs.CommissionBps == 0)
            yield return new(CaveatLevel.Serious, "Trading is free", "Slippage and commission are both 0 bps.");
        if (simulator.AllowNegativeCash)
            yield return new(CaveatLevel.Care, "Cash may be negative", "Buys are not scaled down to the cash at hand, and borrowing costs nothing.");
        if (simulator.ParticipationRate == 0)
            yield return new(CaveatLevel.Care, "No volume limit", "An order may take any share of a session's volume.");
        if (!simulator.BookCorporateActions)
            yield return new(CaveatLevel.Care, "No dividends, no splits", "Prices count as they stand; distributions are not booked.");
        if (costs.ShareOfGrossReturn > MuchOfGrossReturn)
        {
            yield return new(
                CaveatLevel.Care,
                "Costs decide",
                $"Trading takes {NumberText.BasisPoints(costs.CostPerYear)} a year, {NumberText.Percent(costs.ShareOfGrossReturn, 0)} of the return before costs: a slightly worse fill changes the verdict.");
        }
    }

    /// <summary>Is there enough of it?</summary>
    private static IEnumerable<Caveat> Sample(TearsheetFacts facts, RunStatistics statistics, ProfitTable profits, CostTotals costs)
    {
        if (costs.Fills == 0)
            yield return new(CaveatLevel.Serious, "Nothing was traded", "No order was filled on any session.");
        var unknown = facts.Benchmark.Count(double.IsNaN);
        if (unknown > 0)
            yield return new(CaveatLevel.Care, "Benchmark incomplete", $"{facts.Manifest.Benchmark} is unknown on {NumberText.Count(unknown)} of {NumberText.Count(facts.Benchmark.Length)} sessions.");
        if (statistics.Years < FewYears)
            yield return new(CaveatLevel.Care, "Short history", $"{NumberText.Fixed(statistics.Years, 1)} years leave the Sharpe ratio uncertain by ± {NumberText.Ratio(statistics.Sleeve.SharpeError)}.");
        if (statistics.Sleeve.Sharpe > 0 && statistics.Sleeve.TStatistic < Verdict.Significant)
            yield return new(CaveatLevel.Care, "Could be luck", $"The mean return lies {NumberText.Fixed(statistics.Sleeve.TStatistic, 1)} standard errors above zero; {NumberText.Fixed(Verdict.Significant, 0)} would be a minimum.");
        if (statistics.Split.SharpeEarly > 0.5 && statistics.Split.SharpeLate < statistics.Split.SharpeEarly / 2)
            yield return new(CaveatLevel.Care, "Faded", $"Sharpe {NumberText.Ratio(statistics.Split.SharpeEarly)} in the first half, {NumberText.Ratio(statistics.Split.SharpeLate)} in the second.");
        if (profits.BestName > MuchFromOneName)
            yield return new(CaveatLevel.Care, "One name carries it", $"{profits.Best[0].InstrumentId} made {NumberText.Percent(profits.BestName, 0)} of all profits.");
    }

    /// <summary>Is the data what it seems?</summary>
    private static IEnumerable<Caveat> Provenance(TearsheetFacts facts)
    {
        var card = facts.Card;
        if (card.DelistedInstruments == 0)
            yield return new(CaveatLevel.Serious, "Survivors only", Sentence(card.SurvivorshipNote));
        if (!card.SectorsPointInTime)
            yield return new(CaveatLevel.Care, "Sectors not point-in-time", "Sector facts came without dates and are assumed to hold from the beginning.");
        if (card.LevelFiltersSkipped > 0)
            yield return new(CaveatLevel.Care, "Price and volume filters skipped", $"On {NumberText.Count(card.LevelFiltersSkipped)} candidate-days prices were not raw, so levels could not be filtered.");
        if (card.DelistingsWithoutReturn > 0)
            yield return new(CaveatLevel.Care, "Delistings without a loss", $"{NumberText.Count(card.DelistingsWithoutReturn)} held delistings were paid at the last close because no fact states what holders received.");
        if (card.StalePositionSessions > 0)
        {
            var share = StaleShare(facts);
            yield return new(
                share > ManyStalePositions ? CaveatLevel.Care : CaveatLevel.Note,
                "Positions without a close",
                $"{NumberText.Count(card.StalePositionSessions)} position-sessions were valued at an older close, {NumberText.Percent(share, 2)} of all.");
        }

        if (card.QuarantinedRows > 0)
            yield return new(CaveatLevel.Note, "Rows refused at import", $"{NumberText.Count(card.QuarantinedRows)} price rows broke a rule and were left out.");
        if (card.FlaggedRows > 0)
            yield return new(CaveatLevel.Note, "Rows flagged at import", $"{NumberText.Count(card.FlaggedRows)} price rows look odd and were kept.");
        if (card.ImpliedDistributions > 0)
            yield return new(CaveatLevel.Note, "Implied dividends", $"{NumberText.Count(card.ImpliedDistributions)} distributions were derived from adjusted closes, not stated by the vendor.");
        if (card.AssumedFacts > 0)
            yield return new(CaveatLevel.Note, "Facts without dates", $"{NumberText.Count(card.AssumedFacts)} facts came without a date and are assumed to hold from the beginning.");
    }

    /// <summary>A note as a sentence of its own.</summary>
    public static string Sentence(string note) => char.ToUpperInvariant(note[0]) + note[1..] + (note.EndsWith('.') ? "" : ".");

    private static double StaleShare(TearsheetFacts facts)
    {
        var held = facts.Daily.Sum(d => (long)d.Names);
        return held == 0 ? double.NaN : (double)facts.Card.StalePositionSessions / held;
    }
}
