using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// What a finished run left behind, as far as a tearsheet needs it. A run in memory and its stored rows give equal facts, so both give the
/// same page.
/// </summary>
/// <param name="Manifest">Ids, options, dates, benchmark, data digest.</param>
/// <param name="Currency">Of every amount, e.g. USD.</param>
/// <param name="Dates">Session dates, ascending.</param>
/// <param name="Daily">One record a date; its row numbers are not read.</param>
/// <param name="Benchmark">Benchmark equity a date, from the initial cash; NaN where unknown.</param>
/// <param name="SectorTargets">The targets of every decision that has some, dates ascending; a Hold has none.</param>
/// <param name="Profits">What each traded name earned, any order.</param>
/// <param name="Fills">Trades booked, delistings included.</param>
/// <param name="Metrics">Keys of <c>metrics_json</c>.</param>
/// <param name="Card">What to distrust about the data.</param>
public sealed record TearsheetFacts(
    RunManifest Manifest,
    string Currency,
    DateOnly[] Dates,
    DailyRecord[] Daily,
    double[] Benchmark,
    IReadOnlyList<SectorTarget> SectorTargets,
    IReadOnlyList<InstrumentProfit> Profits,
    int Fills,
    IReadOnlyDictionary<string, double> Metrics,
    DataCard Card)
{
    /// <summary>Regime label known at each date's close; null where there was none, empty where nobody asked.</summary>
    public string?[] Regimes { get; init; } = [];

    public static TearsheetFacts Of(SleeveRun run)
    {
        var market = run.Market;
        var profits = new ProfitLedger();
        foreach (var fill in run.Fills)
            profits.Book(market.Instruments[fill.Instrument], fill.Side, fill.Quantity, fill.Price, fill.Commission);
        if (run.Positions.Length > 0)
        {
            foreach (var position in run.Positions[^1].Positions)
                profits.Mark(market.Instruments[position.Instrument], position.MarketValue, position.UnrealizedProfit);
        }

        return new TearsheetFacts(
            run.Manifest,
            market.Definition.Currency,
            [.. run.Daily.Select(d => market.Sessions[d.Session])],
            run.Daily,
            run.Benchmark,
            [.. run.Decisions.Where(d => d.Decision is not Decision.HoldDecision).SelectMany(d => SectorTargetsOf(run, d))],
            profits.Profits(),
            run.Fills.Length,
            run.Metrics,
            run.Card)
        {
            Regimes = [.. run.Exposures.Select(e => e.Regime is { } label ? RegimeRules.NameOf(label) : null)],
        };
    }

    private static IEnumerable<SectorTarget> SectorTargetsOf(SleeveRun run, DecisionRecord decision)
    {
        var sectors = run.Market.Sectors;
        var date = run.Market.Sessions[decision.Session];
        for (var i = 0; i < decision.FinalInstruments.Length; i++)
        {
            var code = sectors.Codes[decision.Session, decision.FinalInstruments[i]];
            yield return new SectorTarget(date, sectors.NameOf(code), decision.FinalWeights[i]);
        }
    }
}

/// <summary>The target weight of one name, or of all names of a sector together, at one decision.</summary>
/// <param name="Date">Decision session.</param>
/// <param name="Sector">Sector name as known on that date.</param>
/// <param name="Weight">Fraction of equity, after the risk service.</param>
public readonly record struct SectorTarget(DateOnly Date, string Sector, double Weight);
