using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Costs;
using Prometheus.Portfolio.Ledger;
using Prometheus.Testing.Markets;
using Xunit;
using Book = Prometheus.Portfolio.Ledger.Ledger;

namespace Prometheus.Tests.Portfolio.Construction;

public sealed class PortfolioEngineTests
{
    private static readonly PortfolioOptions Loose = new() { NameCap = 1, SectorCap = 1, TurnoverLimit = 10 };
    private static readonly CostOptions TenBps = new() { SlippageBps = 4, CommissionBps = 1 };

    [Fact]
    public void Weights_follow_edge_after_costs_over_variance()
    {
        // Edges .02, .01, 0 after 10 bps a round trip; variances .0004·4 and .0001·4: preferences 12.5 : 25 : 0.
        var book = Build(Market(), [0.021, 0.011, 0.001], [0.02, 0.01, 0.01], Cash(), Loose)!;
        Assert.Equal([0, 1], book.Instruments);
        Assert.Equal(1.0 / 3, book.Weights[0], 12);
        Assert.Equal(2.0 / 3, book.Weights[1], 12);
        Assert.Equal((0.021 / 3) + (0.022 / 3), book.ExpectedReturn, 12);
        Assert.Equal((0.5, 1.0), (Math.Round(book.Turnover, 12), book.TurnoverFraction));
    }

    [Fact]
    public void The_turnover_limit_goes_part_of_the_way_from_the_actual_book()
    {
        var held = new Book(500, new Position(2, 50, 10, 10, 0));
        var book = Build(Market(), [0.021, 0.001, 0.001], [0.02, 0.01, 0.01], held, Loose with { TurnoverLimit = 0.3 })!;
        // From (0, 0, .5) to (1, 0, 0) is a way of .75: go .4 of it.
        Assert.Equal([0, 2], book.Instruments);
        Assert.Equal(0.4, book.TurnoverFraction, 12);
        Assert.Equal([0.4, 0.3], book.Weights.Select(w => Math.Round(w, 12)));
        Assert.Equal([1, 0], book.DesiredWeights.Select(w => Math.Round(w, 12)));
        Assert.Equal(0.3, book.Turnover, 12);
    }

    [Fact]
    public void A_holding_that_cannot_be_traded_keeps_its_weight_and_uses_up_budget_and_sector_room()
    {
        var market = new TinyMarket(3, "A", "B", "C").Close("A", 10, 10, double.NaN).Close("B", 10).Close("C", 10).Sector("A", "S").Sector("B", "S").Build();
        var held = new Book(600, new Position(0, 40, 10, 10, 1));
        var book = Build(market, [0.05, 0.05, 0.05], [0.02, 0.02, 0.02], held, Loose with { SectorCap = 0.5 })!;
        // A holds .4 of sector S; B may have .1 more, C takes the remaining .5 of the budget.
        Assert.Equal([0.4, 0.1, 0.5], book.Weights.Select(w => Math.Round(w, 12)));
        Assert.Equal(1, book.SectorCapBinding);
    }

    [Fact]
    public void Caps_leave_the_rest_in_cash()
    {
        var book = Build(Market(), [0.05, 0.05, 0.05], [0.02, 0.02, 0.02], Cash(), Loose with { NameCap = 0.2 })!;
        Assert.Equal([0.2, 0.2, 0.2], book.Weights);
        Assert.Equal(3, book.NameCapBinding);
    }

    [Fact]
    public void Without_any_opinion_there_is_no_book()
    {
        Assert.Null(Build(Market(), [double.NaN, double.NaN, 0.05], [0.02, 0.02, double.NaN], Cash(), Loose));
        var nobody = Build(Market(), [-0.05, 0.0009, double.NaN], [0.02, 0.02, double.NaN], Cash(), Loose)!;
        Assert.Empty(nobody.Weights);
    }

    [Fact]
    public void Names_outside_the_universe_are_left()
    {
        var held = new Book(500, new Position(1, 50, 10, 10, 0));
        var book = Build(Market(), [0.05, 0.05, 0.05], [0.02, 0.02, 0.02], held, Loose, members: [0, 2])!;
        Assert.Equal([0.5, 0, 0.5], book.Weights.Select(w => Math.Round(w, 12)));
    }

    [Fact]
    public void The_other_schemes_ask_for_their_own_proportions()
    {
        double[] volatility = [0.2, 0.3, double.NaN];
        var equal = Build(Market(), [double.NaN, 0.01, 0.01], volatility, Cash(), Loose with { Scheme = PortfolioScheme.EqualWeight })!;
        Assert.All(equal.Weights, w => Assert.Equal(1.0 / 3, w, 12));
        var inverse = Build(Market(), [0.01, 0.01, 0.01], volatility, Cash(), Loose with { Scheme = PortfolioScheme.InverseVolatility })!;
        Assert.Equal([0.6, 0.4], inverse.Weights.Select(w => Math.Round(w, 12)));
    }

    [Fact]
    public void Expected_volatility_is_annual_covers_what_has_history_and_splits_by_name()
    {
        var market = RandomMarket.Make(3, 20, 300, withActions: false);
        var options = Loose with { NameCap = 0.1 };
        var (expected, volatility) = (Enumerable.Repeat(0.05, 20).ToArray(), Enumerable.Repeat(0.02, 20).ToArray());
        var book = Build(market, expected, volatility, Cash(), options)!;
        Assert.InRange(book.ExpectedVolatility, 0.02, 0.5);
        Assert.Equal(book.ExpectedVolatility, book.VolatilityContributions.Where(c => !double.IsNaN(c)).Sum(), 12);
        Assert.InRange(book.CovarianceCoverage, 0.5, 1);

        var young = Build(Market(), [0.05, 0.05, 0.05], [0.02, 0.02, 0.02], Cash(), Loose)!;
        Assert.True(double.IsNaN(young.ExpectedVolatility));
        Assert.Equal(0, young.CovarianceCoverage);
    }

    [Fact]
    public void A_book_needs_equity()
    {
        var broke = new Book(-1);
        Assert.Contains("positive equity", Assert.Throws<ModelError>(() => Build(Market(), [0.1, 0.1, 0.1], [0.1, 0.1, 0.1], broke, Loose)).Message, StringComparison.Ordinal);
    }

    private static Book Cash() => new(1_000);

    private static Market Market() => new TinyMarket(3, "A", "B", "C").Close("A", 10).Close("B", 10).Close("C", 10).Build();

    private static PortfolioState? Build(Market market, double[] expected, double[] volatility, Book held, PortfolioOptions options, int[]? members = null)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        Panel Constant(double[] row) => Panel.Adopt(Enumerable.Range(0, sessions).SelectMany(_ => row).ToArray(), sessions, columns);
        var labels = CodePanel.Adopt(new byte[sessions * columns], sessions, columns);
        var assessment = new AssessmentState(
            AssessmentOptions.Default, Constant(expected), Constant(expected), Constant(volatility), Constant(volatility), Constant(expected), labels);
        var candidates = Enumerable.Range(0, columns).Select(i => new UniverseCandidate(
            i, 0, UniverseExclusion.None, members is null || members.Contains(i) ? UniverseTier.Core : UniverseTier.Excluded, 0, 0, 0, 0, 0, 0, 0, 0, false));
        var snapshot = new UniverseSnapshot(sessions - 1, candidates.ToArray());
        var view = new Signals(null, assessment, null).AsOf(sessions - 1);
        return PortfolioEngine.Build(market.AsOf(sessions - 1), view, snapshot, held.AsHoldings(), options, TenBps, horizonSessions: 4);
    }
}
