using System.Security.Cryptography;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.States.Prices;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Signals;

public class SignalsEngineTests
{
    private static readonly int[] Horizons = [5, 21, 63];

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut_or_changed()
        => Assert.Null(LookAhead.Find(EngineWorld.Random(29, 300), m => Panels(m, 2), [64, 120, 201, 265, 296, 298]));

    [Fact]
    public void A_universe_that_peeks_is_caught()
        => Assert.NotNull(LookAhead.Find(EngineWorld.Random(29, 150), Peeking, [100]));

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        var market = EngineWorld.Random(29, 300);
        var (single, many) = (Panels(market, 1), Panels(market, 4));
        for (var k = 0; k < single.Length; k++)
            Assert.True(LookAhead.SameRows(single[k].Panel, many[k].Panel, 299), single[k].Name);
    }

    [Fact]
    public void Signals_have_these_bytes_on_every_processor()
    {
        // Changes only with what a signal means; then the semantics version changes too.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, panel) in Panels(EngineWorld.Random(29, 300), 2))
        {
            foreach (var value in panel.Values)
                hash.AppendData(BitConverter.GetBytes(double.IsNaN(value) ? double.NaN : value));
        }

        Assert.Equal("0646605b6f1d7ca3", Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }

    [Fact]
    public void Equal_needs_share_one_state()
    {
        var market = EngineWorld.Random(10, 100);
        var need = new SignalNeeds(StabilityOptions.Default, AssessmentOptions.Default);
        var signals = SignalsEngine.Compute(market, [need, need with { }, SignalNeeds.None], [[], [], []], 1);
        Assert.Same(signals[0].Stability, signals[1].Stability);
        Assert.Same(signals[0].Assessment, signals[1].Assessment);
        Assert.Null(signals[2].Stability);
    }

    [Fact]
    public void A_view_ends_at_its_session_and_knows_only_what_was_asked_for()
    {
        var market = EngineWorld.Random(10, 100);
        var signals = SignalsEngine.Compute(market, [new SignalNeeds(StabilityOptions.Default)], [[]], 1)[0];
        Assert.Equal(80, signals.AsOf(80).StabilityIndex.AsOf);
        Assert.Throws<LookAheadError>(() => signals.AsOf(80).StabilityIndex.Row(81).Length);
        Assert.Throws<ModelError>(() => signals.AsOf(80).AssessmentZ.AsOf);
    }

    [Fact]
    public void A_universe_without_an_assessment_is_refused()
        => Assert.Throws<ModelError>(
            () => SignalsEngine.Compute(EngineWorld.Random(3, 70), [new SignalNeeds(StabilityOptions.Default, null, UniverseOptions.Default)], [[69]], 1));

    private static (string Name, Panel Panel)[] Panels(Market market, int workers)
    {
        var decisions = Enumerable.Range(0, market.Sessions.Count).Where(t => t >= 63 && t % 5 == 0).ToArray();
        var needs = Horizons.Select(h => new SignalNeeds(
            StabilityOptions.Default,
            AssessmentOptions.Default with { HorizonSessions = h },
            UniverseOptions.Default with { AssessmentHorizon = h, MaximumSize = 8, MinimumPrice = 5 })).ToArray();
        return SignalsEngine.Compute(market, needs, [decisions, decisions, decisions], workers)
            .SelectMany((s, k) => new[]
            {
                ($"index {k}", s.Stability!.Index),
                ($"z {k}", s.Assessment!.Z),
                ($"score {k}", PanelOf(market, s.Universe!, c => c.Score)),
                ($"tier {k}", PanelOf(market, s.Universe!, c => (double)c.Tier)),
                ($"exclusion {k}", PanelOf(market, s.Universe!, c => (double)c.Exclusion)),
                ($"risk {k}", PanelOf(market, s.Universe!, c => c.StabilityRisk)),
                ($"volume {k}", PanelOf(market, s.Universe!, c => c.AverageVolume)),
                ($"last close {k}", PanelOf(market, s.Universe!, c => c.LastClose)),
            })
            .ToArray();
    }

    /// <summary>Decides with the assessment of the next session.</summary>
    private static (string Name, Panel Panel)[] Peeking(Market market)
    {
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var horizon = AssessmentOptions.Default with { HorizonSessions = 5 };
        var honest = AssessmentEngine.Compute(market, PriceFeatures.Compute(market, 1), stability, [horizon], 1)[0];
        var values = honest.Z.Values.ToArray();
        honest.Z.Values[market.Instruments.Count..].CopyTo(values);
        var peeking = honest with { Z = Panel.Adopt(values, honest.Z.Sessions, honest.Z.Columns) };
        var decisions = Enumerable.Range(63, market.Sessions.Count - 63).ToArray();
        var options = UniverseOptions.Default with { AssessmentHorizon = 5 };
        return [("score", PanelOf(market, UniverseEngine.Select(market, stability, peeking, decisions, options), c => c.Score))];
    }

    private static Panel PanelOf(Market market, UniverseState universe, Func<UniverseCandidate, double> value)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var values = new double[sessions * columns];
        Array.Fill(values, double.NaN);
        foreach (var snapshot in universe.Snapshots)
        {
            foreach (var candidate in snapshot.Candidates)
                values[(snapshot.Session * columns) + candidate.Instrument] = value(candidate);
        }

        return Panel.Adopt(values, sessions, columns);
    }
}
