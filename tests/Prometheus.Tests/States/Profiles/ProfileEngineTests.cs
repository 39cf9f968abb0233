using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Markets;
using Prometheus.States.Profiles;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Profiles;

public class ProfileEngineTests
{
    private static readonly Market World = EngineWorld.Random(20, 400);

    private static readonly DateOnly[] Quarters = [new(2009, 3, 31), new(2009, 6, 30), new(2009, 9, 30), new(2009, 12, 31)];

    [Fact]
    public void Twelve_months_are_the_sum_of_four_quarters_known_by_then()
    {
        var statements = Quarters.Select((end, k) => ProfileFacts.Income(StatementFrequency.Quarterly, end, end.AddDays(30), 10 * (k + 1), k + 1)).ToList();
        statements.Add(ProfileFacts.Income(StatementFrequency.Annual, new(2008, 12, 31), new(2009, 3, 1), 77, 7));
        statements.Add(ProfileFacts.Income(StatementFrequency.Quarterly, Quarters[1], new(2010, 4, 1), 25, 2)); // restated

        var early = Fundamentals(new(2010, 1, 15), statements);
        Assert.Equal(("ANNUAL", 77.0), (early.Basis, early.Revenue));
        var summed = Fundamentals(new(2010, 2, 1), statements);
        Assert.Equal(("QUARTERS", 100.0, 10.0), (summed.Basis, summed.Revenue, summed.NetIncome));
        Assert.Equal(0.1, summed.NetMargin, 1e-15);
        Assert.Equal((100.0 / 77) - 1, summed.RevenueGrowth, 1e-15);
        var restated = Fundamentals(new(2010, 4, 1), statements);
        Assert.Equal((105.0, 10.0), (restated.Revenue, restated.NetIncome));
        Assert.True(double.IsNaN(summed.GrossMargin)); // never reported, so not zero
    }

    [Fact]
    public void A_missing_quarter_or_a_long_silence_leaves_no_sum()
    {
        var statements = Quarters.Where((_, k) => k != 1).Select(end => ProfileFacts.Income(StatementFrequency.Quarterly, end, end.AddDays(30), 10)).ToList();
        Assert.Null(FundamentalsOrNull(new(2010, 6, 1), statements));
        statements.Add(ProfileFacts.Income(StatementFrequency.Annual, new(2009, 12, 31), new(2010, 2, 1), 40));
        Assert.Equal("ANNUAL", Fundamentals(new(2010, 6, 1), statements).Basis);
        Assert.Null(FundamentalsOrNull(new(2011, 8, 1), statements)); // more than 550 days after the year's end
    }

    [Fact]
    public void Negative_equity_has_no_leverage_but_its_own_flag()
    {
        var profile = Profile(new(2010, 6, 1), [ProfileFacts.Balance(new(2010, 3, 31), new(2010, 5, 3), 100, 120, -20)]);
        Assert.True(double.IsNaN(profile.Fundamentals!.Leverage));
        Assert.True(profile.Fundamentals.NegativeEquity);
        Assert.Equal(1, profile.Flags.Leverage);
        var sound = Profile(new(2010, 6, 1), [ProfileFacts.Balance(new(2010, 3, 31), new(2010, 5, 3), 100, 60, 40)]);
        Assert.Equal((1.5, 0.5, false), (sound.Fundamentals!.Leverage, sound.Flags.Leverage, sound.Fundamentals.NegativeEquity));
    }

    [Fact]
    public void Flags_and_weakness_by_hand()
    {
        var closes = new double[100];
        for (var t = 0; t < 100; t++)
            closes[t] = t < 90 ? 100 : 85;
        var market = EngineWorld.OfCloses(closes);
        var statements = new[] { ProfileFacts.Balance(new(2010, 3, 31), new(2010, 4, 15), 100, 60, 40) };
        var profile = ProfileEngine.Build(market, [Facts([0], statements)], [99], ProfileOptions.Default, 1).Profiles.Single();

        // 62 returns, one of them ln 0.85.
        var fall = Math.Log(0.85);
        var deviation = Math.Sqrt((fall * fall * (1 - (1 / 62.0))) / 61);
        Assert.Equal(deviation, profile.Price!.Volatility, 1e-12);
        Assert.Equal(0.15, profile.Price.Drawdown, 1e-12);
        Assert.Equal(-0.15, profile.Price.Trend, 1e-12);
        Assert.Equal(1, profile.Flags.Volatility);
        Assert.Equal(0.5, profile.Flags.Drawdown, 1e-12);
        Assert.Equal(0.5, profile.Flags.Leverage, 1e-12);
        Assert.Equal(0.4 + 0.2 + 0.1, profile.Flags.WeaknessOf(ProfileOptions.Default), 1e-12);
        Assert.Equal(profile.Flags.WeaknessOf(ProfileOptions.Default) >= 0.7, profile.Weak);

        // Without leverage the weights of the others count: (0.4 + 0.2) / 0.8.
        Assert.Equal(0.75, (profile.Flags with { Leverage = double.NaN }).WeaknessOf(ProfileOptions.Default), 1e-12);

        // Book 40 over 10 shares at 85.
        Assert.Equal(40.0 / 850, profile.Style!.Value, 1e-12);
    }

    [Fact]
    public void The_instrument_traded_most_represents_its_issuer()
    {
        var market = EngineWorld.Build(
            ["A.US", "B.US"], 80, (t, i) => 10 + (0.01 * t * (i + 1)), (_, i) => i == 0 ? 1000 : 5000, CorporateActions.None(80),
            [Listing.Always, Listing.Always], [Prometheus.Core.Instruments.PriceBasis.Raw, Prometheus.Core.Instruments.PriceBasis.Raw], (_, _) => 0);
        var profile = ProfileEngine.Build(market, [Facts([0, 1], [])], [79], ProfileOptions.Default, 1).Profiles.Single();
        Assert.Equal("B.US", profile.InstrumentId);
        Assert.Null(profile.Fundamentals);
        Assert.Null(profile.News); // nobody imported any
        Assert.Equal(0.25, profile.DataQuality);
    }

    [Fact]
    public void News_fades_and_texts_are_the_latest_known()
    {
        var date = World.Sessions[200];
        var facts = Facts([0], []) with
        {
            NewsSince = World.Sessions[0],
            News = [new(World.Sessions[100], 4), new(World.Sessions[195], 2), new(World.Sessions[201], 9)],
            Texts = [new(TextKind.Filing, "old", World.Sessions[10]), new(TextKind.Filing, "new", World.Sessions[150]), new(TextKind.Filing, "later", World.Sessions[201])],
        };
        var profile = ProfileEngine.Build(World, [facts], [200], ProfileOptions.Default, 1).Profiles.Single();
        var days = date.DayNumber - World.Sessions[195].DayNumber;
        Assert.Equal((2, days), (profile.News!.Articles, profile.News.DaysSinceLastNews));
        Assert.Equal(1 - (days / 30.0), profile.Flags.NewsRecency, 1e-12);
        Assert.Equal(("new", null), (profile.FilingId, profile.TranscriptId));
        Assert.Equal(FormattableString.Invariant($"I:{World.Sessions[195]:yyyy-MM-dd}"), profile.News.SourceIdOf("I"));
    }

    [Fact]
    public void A_profile_does_not_change_when_the_future_is_cut_or_changed()
    {
        var facts = ProfileFacts.Random(World);
        foreach (var t in new[] { 80, 230, 320 })
        {
            var whole = Hashes(World, facts, t);
            Assert.Equal(whole, Hashes(EngineWorld.Truncated(World, t), ProfileFacts.Until(facts, World.Sessions[t]), t));
            Assert.Equal(whole, Hashes(EngineWorld.Perturbed(World, t, "profiles"), facts, t));
        }
    }

    [Fact]
    public void Workers_change_nothing()
    {
        var facts = ProfileFacts.Random(World);
        int[] sessions = [70, 130, 260, 399];
        Assert.Equal(
            ProfileEngine.Build(World, facts, sessions, ProfileOptions.Default, 1).Profiles.Select(p => p.InputHash),
            ProfileEngine.Build(World, facts, sessions, ProfileOptions.Default, 4).Profiles.Select(p => p.InputHash));
    }

    [Fact]
    public void Flags_percentiles_and_quality_stay_between_zero_and_one()
        => Prop.ForAll(
            Gen.Choose(0, 399).ToArbitrary(),
            session => ProfileEngine.Build(World, ProfileFacts.Random(World), [session], ProfileOptions.Default, 1).Profiles.All(p =>
                new[]
                {
                    p.Flags.Volatility, p.Flags.Drawdown, p.Flags.Leverage, p.Flags.NewsRecency, p.Flags.VolatilityInSector,
                    p.Flags.DrawdownInSector, p.Flags.LeverageInSector, p.DataQuality,
                }.All(v => double.IsNaN(v) || v is >= 0 and <= 1))).QuickCheckThrowOnFailure();

    [Fact]
    public void Profiles_in_force_follow_their_issuers_and_grow_old()
    {
        var rows = new[]
        {
            new KnownProfile("X", World.Sessions[10], Weak: true, 1), new KnownProfile("X", World.Sessions[20], Weak: false, 0.5),
        };
        var issuers = Enumerable.Range(0, 20).Select(i => i is 3 or 4 ? "X" : null).ToArray();
        var panel = new KnownProfiles("m", rows).InForce(World, issuers, maximumAgeSessions: 15);
        Assert.Null(panel.At(9, 3));
        Assert.True(panel.IsWeak(19, 4));
        Assert.Equal(0.5, panel.At(35, 3)!.DataQuality);
        Assert.Null(panel.At(36, 3));
        Assert.Null(panel.At(20, 5));
        Assert.Equal(new KnownProfiles("m", rows).Digest, new KnownProfiles("m", rows.Reverse()).Digest);
        Assert.NotEqual(new KnownProfiles("m", rows).Digest, new KnownProfiles("m", rows).Until(World.Sessions[15]).Digest);
    }

    private static string[] Hashes(Market market, IReadOnlyList<IssuerFacts> facts, int session)
        => [.. ProfileEngine.Build(market, facts, [session - 20, session], ProfileOptions.Default, 1).Profiles.Select(p => $"{p.IssuerId} {p.AsOf} {p.InputHash}")];

    private static IssuerFundamentals Fundamentals(DateOnly date, IReadOnlyList<Statement> statements) => FundamentalsOrNull(date, statements)!;

    private static IssuerFundamentals? FundamentalsOrNull(DateOnly date, IReadOnlyList<Statement> statements) => Profile(date, statements).Fundamentals;

    private static IssuerProfile Profile(DateOnly date, IReadOnlyList<Statement> statements)
        => ProfileEngine.Build(World, [Facts([0], statements)], [World.Sessions.FirstAtOrAfter(date)], ProfileOptions.Default, 1).Profiles.Single();

    private static IssuerFacts Facts(int[] columns, IReadOnlyList<Statement> statements) => new("I", columns) { Statements = statements };
}
