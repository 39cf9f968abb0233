using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Signals;
using Prometheus.States.Prices;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Assessment;

public class ContextAssessmentTests
{
    private const int Horizon = 5;
    private const int Sessions = 1000;
    private const int Names = 30;

    private static readonly AssessmentOptions Options = AssessmentOptions.Default with { HorizonSessions = Horizon };

    [Fact]
    public void A_planted_signal_is_found_out_of_sample()
    {
        var (market, vectors) = World("planted", strength: 0.3);
        var state = Assess(market, vectors, ContextOptions.Default);
        var (count, mean, t) = Quality(market, state);
        Assert.True(count > 80, $"{count} dates");
        Assert.True(t > 4, $"mean IC {mean}, t {t}");
        Assert.Equal("assessment-context-v1", state.ModelId);
        Assert.True(state.Context!.Fits.Count >= 2);
        foreach (var fit in state.Context.Fits)
            Assert.True(fit.TrainedThrough < fit.ServedFrom - Horizon, $"trained through {fit.TrainedThrough}, served from {fit.ServedFrom}");
    }

    [Fact]
    public void Noise_is_not_taken_for_a_signal()
    {
        var large = Enumerable.Range(0, 8).Count(seed =>
        {
            var (market, vectors) = World($"null {seed}", strength: 0);
            return Math.Abs(Quality(market, Assess(market, vectors, ContextOptions.Default)).T) >= 2;
        });
        Assert.True(large <= 2, $"{large} of 8 null panels look significant");
    }

    [Fact]
    public void A_row_does_not_change_when_the_future_is_cut_or_changed()
    {
        var (market, vectors) = World("look ahead", strength: 0.2);
        var rows = Rows("look ahead", 0.2, market).ToArray();
        var whole = Assess(market, vectors, ContextOptions.Default);
        foreach (var t in new[] { 300, 520, 777 })
        {
            var date = market.Sessions[t];
            var known = ContextVectors.Of("m", rows.Where(r => r.AsOf <= date));
            var cut = Assess(EngineWorld.Truncated(market, t), known, ContextOptions.Default);
            var noise = new RandomStream("test", "later vectors");
            var later = rows.Select(r => r.AsOf <= date ? r : r with { Values = Array.ConvertAll(r.Values, _ => (float)noise.NextNormal()) });
            var changed = Assess(EngineWorld.Perturbed(market, t, "context"), ContextVectors.Of("m", later), ContextOptions.Default);
            foreach (var other in new[] { cut, changed })
            {
                Assert.True(LookAhead.SameRows(whole.Z, other.Z, t));
                Assert.True(LookAhead.SameRows(whole.ExpectedReturn, other.ExpectedReturn, t));
                Assert.True(LookAhead.SameRows(LookAhead.Numbers(whole.Label), LookAhead.Numbers(other.Label), t));
            }
        }
    }

    [Fact]
    public void Where_a_vector_or_a_fit_is_missing_the_price_assessment_speaks_under_its_own_name()
    {
        var (market, _) = World("fallback", strength: 0.2);
        var vectors = ContextVectors.Of("m", Rows("fallback", 0.2, market).Where(r => r.InstrumentId != market.Instruments[4]));
        var basic = Basic(market);
        var state = Assess(market, vectors, ContextOptions.Default);
        var served = state.Context!.Fits[0].ServedFrom;
        for (var t = 100; t < Sessions; t += 50)
        {
            for (var i = 0; i < Names; i++)
            {
                var spoke = t >= served && i != 4;
                Assert.Equal(spoke ? "assessment-context-v1" : "assessment-basic-v1", state.ModelIdAt(t, i));
                if (!spoke)
                    Assert.Equal((basic.Z[t, i], basic.ExpectedReturn[t, i], basic.Label[t, i]), (state.Z[t, i], state.ExpectedReturn[t, i], state.Label[t, i]));
            }
        }
    }

    [Fact]
    public void Holding_back_is_a_fallback_too()
    {
        var (market, vectors) = World("hold", strength: 0.2);
        var state = Assess(market, vectors, ContextOptions.Default with { Fallback = ContextFallback.Hold });
        Assert.Equal(0, state.Z[100, 3]);
        Assert.Equal((byte)SignalLabel.Hold, state.Label[100, 3]);
        Assert.Equal(state.ModelId, state.ModelIdAt(100, 3));
        Assert.StartsWith("assessment-context-v1@", state.ModelId, StringComparison.Ordinal);
        Assert.NotEqual(0, state.Z[900, 3]);
    }

    [Fact]
    public void Beside_prices_a_vector_changes_no_number()
    {
        var (market, vectors) = World("beside", strength: 0.2);
        var context = ContextOptions.Default with { DiagnosticsOnly = true, VectorsDigest = vectors.Digest };
        var need = new SignalNeeds(StabilityOptions.Default, Options);
        var inputs = new SignalInputs(market) { Contexts = [vectors] };
        var states = SignalsEngine.Compute(inputs, [need, need with { Context = context }], [[], []], 2);
        Assert.Same(states[0].Assessment!.Z, states[1].Assessment!.Z);
        Assert.Equal("assessment-basic-v1", states[1].Assessment!.ModelId);
        Assert.True(states[1].Assessment!.Context!.RowAt(900, 0) >= 0);
        Assert.Throws<UserError>(() => SignalsEngine.Compute(inputs, [need with { Context = context with { VectorsDigest = "another" } }], [[]], 1));
    }

    [Fact]
    public void A_vector_serves_a_few_sessions_and_never_before_its_date()
    {
        var (market, _) = World("age", strength: 0);
        var vectors = ContextVectors.Of("m", [new ContextVector(market.Instruments[2], market.Sessions[50], [1, 2], 0.5)]);
        var state = ContextAssessment.Beside(market, Basic(market), vectors, ContextOptions.Default with { DiagnosticsOnly = true }).Context!;
        Assert.Equal([50, 51, 52, 53, 54, 55], Enumerable.Range(0, Sessions).Where(t => state.RowAt(t, 2) >= 0));
        Assert.Equal(Math.Sqrt(5), vectors.NormOf(0), 1e-12);
        Assert.Throws<LookAheadError>(() => vectors.Row(0, market.Sessions[49]).Length);
    }

    [Fact]
    public void Vectors_are_named_by_what_they_hold()
    {
        var rows = Rows("digest", 0.1, World("digest", 0.1).Market).Take(50).ToArray();
        Assert.Equal(ContextVectors.Of("m", rows).Digest, ContextVectors.Of("m", rows.Reverse()).Digest);
        Assert.NotEqual(ContextVectors.Of("m", rows).Digest, ContextVectors.Of("m", rows[1..]).Digest);
        var builder = new ContextVectorsBuilder("m");
        foreach (var row in rows.OrderBy(r => r.AsOf).ThenBy(r => r.InstrumentId, StringComparer.Ordinal))
            builder.Add(row, keep: false);
        var none = builder.Build();
        Assert.Equal((0, ContextVectors.Of("m", rows).Digest), (none.Count, none.Digest));
        Assert.Throws<DataError>(() => ContextVectors.Of("m", [rows[0], rows[0]]));
        Assert.Throws<DataError>(() => ContextVectors.Of("m", [rows[0] with { Values = [float.NaN] }]));
    }

    /// <summary>Names whose next five sessions drift with a number that stands, mixed, in their vectors.</summary>
    private static (Market Market, ContextVectors Vectors) World(string seed, double strength)
    {
        var closes = new double[Names][];
        for (var i = 0; i < Names; i++)
        {
            var (stream, hidden) = (new RandomStream("test", seed, "prices", EngineWorld.NameOf(i)), Hidden(seed, i));
            closes[i] = new double[Sessions];
            var price = 50.0;
            for (var t = 0; t < Sessions; t++)
            {
                if (t > 0)
                    price *= ScalarMath.Exp(0.01 * (stream.NextNormal() + (strength * hidden[(t - 1) / Horizon])));
                closes[i][t] = price;
            }
        }

        var market = EngineWorld.Build(
            [.. Enumerable.Range(0, Names).Select(EngineWorld.NameOf)], Sessions, (t, i) => closes[i][t], (_, _) => 1e6, CorporateActions.None(Sessions),
            [.. Enumerable.Repeat(Listing.Always, Names)], [.. Enumerable.Repeat(PriceBasis.Raw, Names)], (_, i) => (byte)(i % 3));
        return (market, ContextVectors.Of("m", Rows(seed, strength, market)));
    }

    private static IEnumerable<ContextVector> Rows(string seed, double strength, Market market)
    {
        for (var i = 0; i < Names; i++)
        {
            var (noise, hidden) = (new RandomStream("test", seed, "vectors", EngineWorld.NameOf(i)), Hidden(seed, i));
            for (var block = 0; block < Sessions / Horizon; block++)
            {
                var values = new float[12];
                for (var k = 0; k < values.Length; k++)
                    values[k] = (float)(noise.NextNormal() + (k < 3 && strength > 0 ? hidden[block] : 0));
                yield return new ContextVector(EngineWorld.NameOf(i), market.Sessions[block * Horizon], values, 1);
            }
        }
    }

    private static double[] Hidden(string seed, int name)
    {
        var stream = new RandomStream("test", seed, "hidden", EngineWorld.NameOf(name));
        return Enumerable.Range(0, Sessions / Horizon).Select(_ => stream.NextNormal()).ToArray();
    }

    private static AssessmentState Basic(Market market)
        => AssessmentEngine.Compute(market, PriceFeatures.Compute(market, 1), StabilityEngine.Compute(market, StabilityOptions.Default, 1), [Options], 1)[0];

    private static AssessmentState Assess(Market market, ContextVectors vectors, ContextOptions context) => ContextAssessment.Compute(
        market, PriceFeatures.Compute(market, 1), StabilityEngine.Compute(market, StabilityOptions.Default, 1), Basic(market), vectors, Options, context);

    /// <summary>Rank correlations with what came after, on the dates of vectors on which the head spoke.</summary>
    private static (int Count, double Mean, double T) Quality(Market market, AssessmentState state)
    {
        var ic = new List<double>();
        var index = market.TotalReturns.LogIndex;
        for (var t = state.Context!.Fits[0].ServedFrom / Horizon * Horizon + Horizon; t + Horizon < Sessions; t += Horizon)
        {
            var later = Enumerable.Range(0, Names).Select(i => index[t + Horizon, i] - index[t, i]).ToArray();
            ic.Add(Correlation.Spearman(state.Z.Row(t), later));
        }

        return (ic.Count, ic.Average(), NeweyWest.TStatistic(ic.ToArray()));
    }
}
