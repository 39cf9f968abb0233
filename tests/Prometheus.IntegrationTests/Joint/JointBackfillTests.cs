using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.IntegrationTests.Data;
using Prometheus.Jobs;
using Prometheus.Sources.Synthetic;
using Prometheus.Stores;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Texts;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Joint;
using Xunit;

namespace Prometheus.IntegrationTests.Joint;

/// <summary>Backfills of joint spaces over a small synthetic market whose branch vectors are planted, around a change of year.</summary>
public sealed class JointBackfillTests
{
    private static readonly DateOnly First = new(2019, 12, 23);
    private static readonly DateOnly Last = new(2020, 1, 10);
    private static readonly DateOnly Cut = new(2020, 1, 3);
    private static readonly DateOnly[] Sessions = [.. ExchangeCalendars.Get("XNYS").Sessions(First, Last).Select(s => s.Date)];
    private static readonly JobContext Jobs = new(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System));

    [Fact]
    public void Every_space_is_filled_and_a_second_run_writes_nothing()
    {
        using var world = Planted(Last);
        var rows = Fill(world);
        Assert.All(rows, r => Assert.True(r.Outcome.Rows > 0, r.Name));
        var digest = world.Digest();
        Assert.All(Fill(world), r => Assert.Equal((0, 0L), (r.Outcome.Done, r.Outcome.Rows)));
        Assert.Equal(digest, world.Digest());
    }

    [Fact]
    public void A_row_does_not_change_when_the_future_is_cut()
    {
        using var whole = Planted(Last);
        using var cut = Planted(Cut);
        Fill(whole);
        Fill(cut);
        foreach (var space in JointSpaces.All.Where(s => s != JointSpaces.MetaConfigEnvironment))
        {
            var (full, short_) = (Read(whole, space, Cut), Read(cut, space, new DateOnly(2100, 1, 1)));
            Assert.NotEmpty(short_);
            Assert.Equal(short_.Select(v => (v.EntityKey, v.AsOf, v.BranchMask, v.ScopeJson)), full.Select(v => (v.EntityKey, v.AsOf, v.BranchMask, v.ScopeJson)));
            Assert.All(short_.Zip(full), p => Assert.Equal(p.First.Vector, p.Second.Vector));
        }
    }

    [Fact]
    public void What_is_absent_is_masked_and_the_rest_stays()
    {
        using var world = Planted(Last);
        Fill(world);
        var regimes = Read(world, JointSpaces.RegimeContext, Last);
        Assert.Equal(Sessions, regimes.Select(r => r.AsOf));
        // News came on two sessions only.
        Assert.Equal(2, regimes.Count(r => r is { BranchMask: 3, Coverage: 1 }));
        Assert.Equal(Sessions.Length - 2, regimes.Count(r => r is { BranchMask: 1, Coverage: 0.5 }));
        Assert.Equal("regime+news", Scope(regimes.First(r => r.BranchMask == 3), "source"));

        // The first issuer has a text from the 27th on; nobody else has one.
        var profiles = Read(world, JointSpaces.Profile, Last).Where(r => r.EntityKey == Issuer(world, 0)).ToArray();
        Assert.Equal(profiles.Select(p => p.AsOf >= new DateOnly(2019, 12, 27) ? 7L : 3L), profiles.Select(p => p.BranchMask));
        Assert.All(Read(world, JointSpaces.Profile, Last).Where(r => r.EntityKey != Issuer(world, 0)), r => Assert.Equal(3, r.BranchMask));
    }

    [Fact]
    public void Recent_text_falls_back_to_the_market_and_says_so()
    {
        using var world = Planted(Last);
        Fill(world);
        var contexts = Read(world, JointSpaces.AssessmentContext, Last).Where(c => c.AsOf == Sessions[^1]).ToArray();
        Assert.Equal("ISSUER", Scope(contexts.First(c => Prefixed(Scope(c, "issuer_id")) == Issuer(world, 0)), "text_level"));
        Assert.Contains(contexts, c => Scope(c, "text_level") is "SECTOR" or "MARKET");
        Assert.All(contexts, c => Assert.Equal(c.EntityKey == "INSTRUMENT:SPY.US" ? 0b1010 : 0b1111, c.BranchMask));
        // Nothing had been written when the range begins.
        Assert.All(Read(world, JointSpaces.AssessmentContext, Sessions[0]), c => Assert.Null(Scope(c, "text_level")));
    }

    [Fact]
    public void Weekly_contexts_are_those_of_each_weeks_last_session()
    {
        using var world = Planted(Last);
        Fill(world);
        var daily = Read(world, JointSpaces.AssessmentContext, Last);
        var digest = world.Digest();
        Assert.Equal(2, Write("weekly").Done);
        var weekly = Read(world, JointSpaces.AssessmentContext, Last);
        Assert.Equal(
            Sessions.Where(s => s == Sessions[0] || IsLastOfWeek(s)),
            weekly.Select(w => w.AsOf).Distinct());
        Assert.All(weekly, w => Assert.Equal(daily.Single(d => d.EntityKey == w.EntityKey && d.AsOf == w.AsOf).Vector, w.Vector));

        // Those of the other sessions went, so every session again is work again.
        Assert.Equal(0, Write("weekly").Done);
        Assert.NotEqual(digest, world.Digest());
        Assert.Equal(2, Write(null).Done);
        Assert.Equal(digest, world.Digest());

        JobOutcome Write(string? frequency) => BackfillJointAssessmentContext.Execute(
            world.Pair, JointSpaces.AssessmentContext, new ContextRequest { MarketId = "US_EQ", Frequency = frequency }, First, Last, Jobs);

        static bool IsLastOfWeek(DateOnly session)
            => ExchangeCalendars.Get("XNYS").Sessions(session.AddDays(1), session.AddDays(7))[0].Date.DayNumber / 7 != session.DayNumber / 7;
    }

    [Fact]
    public void Weights_make_another_model_and_a_limit_bounds_what_is_written()
    {
        using var world = Planted(Last);
        var heavy = JointSpaces.Profile.With(JointSpaces.Profile.ModelId, b => b.Name == JointSpaces.Text ? b with { Weight = 0 } : b);
        BackfillJointProfiles.Execute(world.Pair, heavy, "US_EQ", [], 3, 63, First, Last, Jobs);
        Assert.Empty(Read(world, JointSpaces.Profile, Last));
        // Three issuers, of which the fund has no vector.
        var rows = JointEmbeddingStore.Read(world.Historical, heavy.JointType, heavy.ModelId, First, Last);
        Assert.Equal(2, rows.Select(r => r.EntityKey).Distinct().Count());
        Assert.All(rows, r => Assert.Equal((3L, 1.0), (r.BranchMask, r.Coverage)));
        Assert.Throws<NothingMatchedError>(() => BackfillJointProfiles.Execute(world.Pair, heavy, "US_EQ", [], null, 63, new DateOnly(2018, 1, 2), new DateOnly(2018, 2, 2), Jobs));
    }

    [Fact]
    public void Episodes_are_seen_as_they_were_known()
    {
        using var world = Planted(Last);
        Fill(world);
        var rows = Read(world, JointSpaces.Episode, new DateOnly(2100, 1, 1));
        // Its end is known, the 21 sessions after it are not over.
        Assert.Equal(new DateOnly(2019, 12, 31), Assert.Single(rows).AsOf);
        Assert.Equal(0b000011L, rows[0].BranchMask & 0b000111L);
        Assert.Throws<UserError>(() => EpisodeList.Read(world.Write("broken.json", """[{"episode_id":"A","region":"US","start_date":"2020-01-02","end_date":"2019-01-02"}]""")));
        Assert.Contains("line 1", Assert.Throws<UserError>(() => EpisodeList.Read(world.Write("half.json", """[{"episode_id":"A","""))).Message, StringComparison.Ordinal);
        Assert.Equal(9, EpisodeList.BuiltIn().Count);
    }

    private static List<(string Name, JobOutcome Outcome)> Fill(StoreWorld world)
    {
        var (pair, any) = (world.Pair, new RegimeContextFilter(null, null, null));
        return
        [
            ("profiles", BackfillJointProfiles.Execute(pair, JointSpaces.Profile, "US_EQ", [], null, 63, First, Last, Jobs)),
            ("regimes", BackfillJointRegimeContext.Execute(pair, JointSpaces.RegimeContext, RegimeContextKind.News, ["US"], any, First, Last, Jobs)),
            ("macro", BackfillJointRegimeContext.Execute(pair, JointSpaces.RegimeMacro, RegimeContextKind.Macro, ["US"], any, First, Last, Jobs)),
            ("contexts", BackfillJointAssessmentContext.Execute(pair, JointSpaces.AssessmentContext, new ContextRequest { MarketId = "US_EQ" }, First, Last, Jobs)),
            ("portfolios", BackfillJointPortfolios.Execute(pair, JointSpaces.Portfolio, [], null, 63, First, Last, Jobs)),
            ("episodes", BackfillJointEpisodes.Execute(pair, JointSpaces.Episode, [new Episode("E", "New year", "US", new DateOnly(2019, 12, 27), new DateOnly(2019, 12, 31))], null, Jobs)),
        ];
    }

    /// <summary>Branch vectors up to a date; what comes later was never written.</summary>
    private static StoreWorld Planted(DateOnly end)
    {
        var world = new StoreWorld(DatabaseEngine.Sqlite);
        GenerateSynthetic.Run(world.Pair, new GenerateSyntheticOptions { Market = new SyntheticMarketOptions { Instruments = 12, Start = new DateOnly(2019, 9, 3), End = new DateOnly(2020, 1, 31), Seed = 5 } });
        var sessions = Sessions.Where(s => s <= end).ToArray();
        var names = InstrumentStore.ReadMarket(world.Runtime, "US_EQ").Where(i => i.AssetClass == "EQUITY").ToArray();
        var cells = names.SelectMany(n => sessions.Select(s => (n.InstrumentId, s))).ToArray();
        JointRows.Numeric(world.Historical, "num-profile-core-v1", "INSTRUMENT", cells);
        JointRows.Numeric(world.Historical, "num-regime-core-v1", "INSTRUMENT", cells);
        JointRows.Numeric(world.Historical, "num-portfolio-core-v1", "PORTFOLIO", sessions.Select(s => ("live:CORE", s)));
        JointRows.Regime(world.Runtime, "US", sessions);
        JointRows.Joint(world.Historical, JointSpaces.StabFragility, "INSTRUMENT:", [.. cells.Select(c => (
            $"INSTRUMENT:{c.InstrumentId}", c.s, (float[]?[])[JointRows.Vector(64, c.InstrumentId, $"{c.s:O}"), null], """{"entity_type":"INSTRUMENT"}"""))]);
        JointRows.Text(world.Historical, "text-profile-v1", "PROFILE", [($"{names[0].IssuerId}:2019-12-27", new DateOnly(2019, 12, 27))]);
        Write(world, end, names[0].IssuerId, names[0].InstrumentId);
        return world;
    }

    private static void Write(StoreWorld world, DateOnly end, string issuer, string instrument)
    {
        DateOnly[] days = [.. new[] { new DateOnly(2019, 12, 30), new DateOnly(2020, 1, 9) }.Where(d => d <= end)];
        world.Historical.InTransaction(unit => NewsStore.Save(unit, "US_EQ", [.. days.Select(d => new NewsArticle(
            $"N{d:yyyyMMdd}", d, new DateTimeOffset(d, new TimeOnly(14, 0), TimeSpan.Zero), "wire", "en", "A headline", null, "h", [new NewsLink(issuer, instrument)], []))]));
        JointRows.Text(world.Historical, "text-fin-general-v1", "NEWS", days.Select(d => ($"N{d:yyyyMMdd}", d)));
        JointRows.Text(world.Historical, "text-fin-general-v1", "NEWS_ISSUER_DAY", days.Select(d => ($"{issuer}:{d:yyyy-MM-dd}", d)));
        world.Historical.InTransaction(unit => MacroStore.Save(unit, "US_EQ", [new MacroEvent("M1", days[0], new DateTimeOffset(days[0], new TimeOnly(14, 0), TimeSpan.Zero), "FOMC", "US", "Rates", "h", "fed")]));
        JointRows.Text(world.Historical, "text-macro-v1", "MACRO", [("M1", days[0])]);
    }

    private static IReadOnlyList<JointVector> Read(StoreWorld world, JointSpace space, DateOnly asOf)
        => JointEmbeddingStore.Read(world.Historical, space.JointType, space.ModelId, new DateOnly(1900, 1, 1), asOf);

    private static string Issuer(StoreWorld world, int place)
        => Prefixed(InstrumentStore.ReadMarket(world.Runtime, "US_EQ").Where(i => i.AssetClass == "EQUITY").ElementAt(place).IssuerId);

    private static string Prefixed(string? issuer) => $"ISSUER:{issuer}";

    private static string? Scope(JointVector vector, string name)
    {
        using var json = JsonDocument.Parse(vector.ScopeJson);
        return json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
