using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>What a sceptical reader would ask, answered from the run itself; every rule is one question.</summary>
internal static class CaveatRules
{
    private const double FewYears = 3;
    private const double GoodSharpe = 0.5;
    private const double MuchOfGrossReturn = 0.25;
    private const double MuchFromOneName = 0.25;
    private const double ManyStalePositions = 0.01;

    /// <summary>The caveats that apply, most serious first, otherwise in the order of the questions.</summary>
    public static Caveat[] Judge(TearsheetFacts facts, RunStatistics statistics, CostTotals costs, ProfitTable profits)
        => [.. Execution(facts, costs).Concat(SampleSize(facts, statistics, profits, costs)).Concat(Provenance(facts)).OrderBy(c => c.Level)];

    /// <summary>Could the trades have been made?</summary>
    private static IEnumerable<Caveat> Execution(TearsheetFacts facts, CostTotals costs)
    {
        var simulator = facts.Manifest.Options.Simulator;
        if (simulator.FillAtSameClose)
            yield return Serious("Trades at the deciding close", "Orders fill at the very close that decided them; nobody can do that.");
        if (simulator.Costs.SlippageBps == 0 && simulator.Costs.CommissionBps == 0)
            yield return Serious("Trading is free", "Slippage and commission are both 0 bps.");
        if (simulator.AllowNegativeCash)
            yield return Care("Cash may be negative", "Buys are not scaled down to the cash at hand, and borrowing costs nothing.");
        if (simulator.ParticipationRate == 0)
            yield return Care("No volume limit", "An order may take any share of a session's volume.");
        if (!simulator.BookCorporateActions)
            yield return Care("No dividends, no splits", "Prices count as they stand; distributions are not booked.");
        if (costs.ShareOfGrossReturn > MuchOfGrossReturn)
        {
            var share = NumberText.Percent(costs.ShareOfGrossReturn, 0);
            yield return Care(
                "Costs decide",
                $"Trading takes {NumberText.BasisPoints(costs.CostPerYear)} a year, {share} of the return before costs: a slightly worse fill changes the verdict.");
        }
    }

    /// <summary>Is there enough of it?</summary>
    private static IEnumerable<Caveat> SampleSize(TearsheetFacts facts, RunStatistics statistics, ProfitTable profits, CostTotals costs)
    {
        var (sleeve, split) = (statistics.Sleeve, statistics.Split);
        if (costs.Fills == 0)
            yield return Serious("Nothing was traded", "No order was filled on any session.");
        if (facts.Benchmark.Count(double.IsNaN) is var unknown && unknown > 0)
        {
            var sessions = $"{NumberText.Count(unknown)} of {NumberText.Count(facts.Benchmark.Length)} sessions";
            yield return Care("Benchmark incomplete", $"{facts.Manifest.Benchmark} is unknown on {sessions}.");
        }

        if (statistics.Years < FewYears)
        {
            var years = NumberText.Fixed(statistics.Years, 1);
            yield return Care("Short history", $"{years} years leave the Sharpe ratio uncertain by ± {NumberText.Ratio(sleeve.SharpeError)}.");
        }

        if (sleeve.Sharpe > 0 && sleeve.TStatistic < Verdict.Significant)
        {
            var errors = $"{NumberText.Fixed(sleeve.TStatistic, 1)} standard errors";
            yield return Care("Could be luck", $"The mean return lies {errors} above zero; {NumberText.Fixed(Verdict.Significant, 0)} would be a minimum.");
        }

        if (split.SharpeEarly > GoodSharpe && split.SharpeLate < split.SharpeEarly / 2)
            yield return Care("Faded", $"Sharpe {NumberText.Ratio(split.SharpeEarly)} in the first half, {NumberText.Ratio(split.SharpeLate)} in the second.");
        if (profits.BestName > MuchFromOneName)
            yield return Care("One name carries it", $"{profits.Best[0].InstrumentId} made {NumberText.Percent(profits.BestName, 0)} of all profits.");
    }

    /// <summary>Is the data what it seems?</summary>
    private static IEnumerable<Caveat> Provenance(TearsheetFacts facts)
    {
        var card = facts.Card;
        if (card.DelistedInstruments == 0)
            yield return Serious("Survivors only", Sentence(card.SurvivorshipNote));
        if (!card.SectorsPointInTime)
            yield return Care("Sectors not point-in-time", "Sector facts came without dates and are assumed to hold from the beginning.");
        if (card.LevelFiltersSkipped > 0)
        {
            var days = $"{NumberText.Count(card.LevelFiltersSkipped)} candidate-days";
            yield return Care("Price and volume filters skipped", $"On {days} prices were not raw, so levels could not be filtered.");
        }

        if (card.DelistingsWithoutReturn > 0)
        {
            var held = $"{NumberText.Count(card.DelistingsWithoutReturn)} held delistings";
            yield return Care("Delistings without a loss", $"{held} were paid at the last close because no fact states what holders received.");
        }

        if (card.StalePositionSessions > 0)
            yield return Stale(facts);
        if (card.QuarantinedRows > 0)
            yield return Note("Rows refused at import", $"{NumberText.Count(card.QuarantinedRows)} price rows broke a rule and were left out.");
        if (card.FlaggedRows > 0)
            yield return Note("Rows flagged at import", $"{NumberText.Count(card.FlaggedRows)} price rows look odd and were kept.");
        if (card.ImpliedDistributions > 0)
        {
            var implied = $"{NumberText.Count(card.ImpliedDistributions)} distributions";
            yield return Note("Implied dividends", $"{implied} were derived from adjusted closes, not stated by the vendor.");
        }

        if (card.AssumedFacts > 0)
        {
            var undated = $"{NumberText.Count(card.AssumedFacts)} facts";
            yield return Note("Facts without dates", $"{undated} came without a date and are assumed to hold from the beginning.");
        }
    }

    private static Caveat Stale(TearsheetFacts facts)
    {
        var held = facts.Daily.Sum(d => (long)d.Names);
        var share = held == 0 ? double.NaN : (double)facts.Card.StalePositionSessions / held;
        return new Caveat(
            share > ManyStalePositions ? CaveatLevel.Care : CaveatLevel.Note,
            "Positions without a close",
            $"{NumberText.Count(facts.Card.StalePositionSessions)} position-sessions were valued at an older close, {NumberText.Percent(share, 2)} of all.");
    }

    private static Caveat Serious(string title, string detail) => new(CaveatLevel.Serious, title, detail);

    private static Caveat Care(string title, string detail) => new(CaveatLevel.Care, title, detail);

    private static Caveat Note(string title, string detail) => new(CaveatLevel.Note, title, detail);

    /// <summary>A note as a sentence of its own.</summary>
    public static string Sentence(string note) => char.ToUpperInvariant(note[0]) + note[1..] + (note.EndsWith('.') ? "" : ".");
}

/// <summary>One reason to distrust a result.</summary>
/// <param name="Level">Its weight.</param>
/// <param name="Title">A few words.</param>
/// <param name="Detail">One sentence with the figures.</param>
public sealed record Caveat(CaveatLevel Level, string Title, string Detail);

/// <summary>How much a caveat weighs.</summary>
public enum CaveatLevel
{
    /// <summary>The result may be worthless because of it.</summary>
    Serious,

    /// <summary>The result is softer than it looks.</summary>
    Care,

    /// <summary>Worth knowing.</summary>
    Note,
}
