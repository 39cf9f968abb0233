using Prometheus.Core.Markets;
using Prometheus.Scenarios;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Scenarios;

public sealed class KnownScenariosTests
{
    private static readonly string[] Book = [.. Enumerable.Range(0, 12).Select(EngineWorld.NameOf)];

    private static readonly double[] Weights = [.. Enumerable.Repeat(0.08, 12)];

    public static TheoryData<ScenarioCategory> Categories => new(Enum.GetValues<ScenarioCategory>());

    [Theory]
    [MemberData(nameof(Categories))]
    public void A_session_knows_the_set_whose_window_ends_with_it(ScenarioCategory category)
    {
        var market = EngineWorld.Random(12, 420);
        var request = ScenarioWorld.Plain with { Category = category };
        var known = new KnownScenarios(market, request);
        foreach (var session in new[] { 260, 300, 419 })
        {
            var asked = ScenarioEngine.Generate(market, request with { BaseDateEnd = market.Sessions[session] });
            Assert.Equal(ScenarioWorld.Dates(asked), ScenarioWorld.Dates(known.At(session)!));
            Same(ScenarioRisk.Of(Book, Weights, asked), ScenarioRisk.Of(Book, Weights, known.At(session)!));
            known.At(session)!.RequireKnownBy(market.Sessions[session]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_does_not_notice_a_cut_or_changed_future(bool bySector)
    {
        var market = EngineWorld.Random(12, 420);
        var request = ScenarioWorld.Plain with
        {
            Category = ScenarioCategory.Stressed,
            UniverseFilter = bySector ? new ScenarioUniverseFilter { Sectors = ["Tech", "Energy"] } : ScenarioUniverseFilter.All,
        };
        foreach (var session in new[] { 256, 330 })
        {
            var whole = At(market, request, session);
            Same(whole, At(EngineWorld.Truncated(market, session), request, session));
            Same(whole, At(EngineWorld.Perturbed(market, session, "known"), request, session));
        }
    }

    /// <summary>Where there are only funds, the worst days are theirs; a name that lists later is no reason to think otherwise of the days before.</summary>
    [Fact]
    public void It_does_not_notice_that_the_first_name_which_is_no_fund_lists_later()
    {
        var random = EngineWorld.Random(12, 420);
        var funds = new Market(
            random.Definition, random.Sessions, random.Instruments, random.Prices, random.Basis, random.Actions, random.Listings, random.Sectors, random.Provenance)
        { Funds = Enumerable.Range(0, 12).ToHashSet() };
        var request = ScenarioWorld.Plain with { Category = ScenarioCategory.Stressed };
        Same(At(funds, request, 300), At(EngineWorld.WithNewcomer(funds, "A000.US", "Aerospace", 350), request, 300));
    }

    [Fact]
    public void Before_a_year_of_days_nothing_is_known()
    {
        var market = EngineWorld.Random(12, 300);
        var known = new KnownScenarios(market, ScenarioWorld.Plain);
        Assert.Null(known.At(251)); // the first session has no return
        Assert.NotNull(known.At(252));
        Assert.Null(new KnownScenarios(market, ScenarioWorld.Plain with { BaseDateStart = market.Sessions[100] }).At(299));
        Assert.Null(new KnownScenarios(market, ScenarioWorld.Plain with { BaseDateStart = market.Sessions[200] }).At(100));
    }

    private static ScenarioRisk At(Market market, ScenarioRequest request, int session)
        => ScenarioRisk.Of(Book, Weights, new KnownScenarios(market, request).At(session)!);

    private static void Same(ScenarioRisk expected, ScenarioRisk actual)
    {
        Assert.Equal(expected.PathReturns, actual.PathReturns);
        Assert.Equal((expected.Mean, expected.Var95, expected.Es95, expected.NumPaths, expected.Coverage), (actual.Mean, actual.Var95, actual.Es95, actual.NumPaths, actual.Coverage));
    }
}
