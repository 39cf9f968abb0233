using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>A comparison that cannot fail proves nothing: the one of <see cref="LookAheadTests"/> catches an engine and a strategy that look ahead.</summary>
public sealed class LeakTests
{
    /// <summary>A Friday, on which the sleeve decides: a glance of one session shows only there. The campaign's daily sleeve decides on every t.</summary>
    private static readonly DateOnly Cut = new(2014, 3, 21);

    [Fact]
    public void An_honest_sleeve_passes()
        => Assert.Null(Difference((_, honest) => honest, (_, honest) => honest));

    [Fact]
    public void An_engine_that_reads_the_next_row_is_caught()
    {
        var difference = Difference((_, honest) => honest with { Z = NextRow(honest.Z), ExpectedReturn = NextRow(honest.ExpectedReturn) }, (_, honest) => honest);

        Assert.Contains("book_targets US_CORE_LONG_EQ_H21", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strategy_that_smuggles_a_panel_in_is_caught()
    {
        var difference = Difference((_, honest) => honest, (market, honest) => new Smuggler(market.Prices.Close, honest));

        Assert.Contains("book_targets US_CORE_LONG_EQ_H21", difference, StringComparison.Ordinal);
    }

    private static string? Difference(Func<Market, AssessmentState, AssessmentState> assess, Func<Market, IStrategy, IStrategy> choose)
    {
        using var full = SyntheticStore.Copy();
        HandMadeSleeve.Run(full, assess, choose);
        using var cut = SyntheticStore.Copy();
        StoreEdits.CutAfter(cut.Databases, Cut);
        HandMadeSleeve.Run(cut, assess, choose);
        return DatedRows.DifferenceUntil(DatedRows.Read(full.Databases.Runtime), DatedRows.Read(cut.Databases.Runtime), Cut);
    }

    /// <summary>Row t is what the engine will know at t + 1; the last row stays.</summary>
    private static Panel NextRow(Panel honest)
    {
        var values = honest.Values.ToArray();
        honest.Values[honest.Columns..].CopyTo(values);
        return Panel.Adopt(values, honest.Sessions, honest.Columns);
    }

    /// <summary>Lets the house strategy decide and throws out whatever will fall by tomorrow's close.</summary>
    private sealed class Smuggler(Panel closes, IStrategy house) : IStrategy
    {
        public SignalNeeds Needs => house.Needs;

        public Decision Decide(in SessionView view, Holdings holdings)
        {
            var (today, tomorrow) = (view.Session, Math.Min(view.Session + 1, closes.Sessions - 1));
            if (house.Decide(view, holdings) is not Decision.TargetWeights wanted)
                return Decision.Hold;
            var kept = Enumerable.Range(0, wanted.Instruments.Length).Where(k => closes[tomorrow, wanted.Instruments[k]] >= closes[today, wanted.Instruments[k]]).ToArray();
            return Decision.Weights(kept.Select(k => wanted.Instruments[k]).ToArray(), kept.Select(k => wanted.Values[k]).ToArray(), "everything falls tomorrow");
        }
    }
}
