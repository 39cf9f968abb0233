using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;
using Prometheus.Testing.Markets;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Embeddings.Numeric;

public sealed class NumericEngineTests
{
    private static readonly NumericOptions Plain = NumericOptions.Default;

    public static TheoryData<NumericModel> Models => [.. NumericModels.All];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_vector_knows_the_future(NumericModel model)
    {
        var market = EngineWorld.Random(24, 560);
        Assert.NotEmpty(NumericEngine.Fit(market, model, Plain, 1).Fits);
        Assert.Null(LookAhead.Find(market, m => [("vectors", Vectors(m, model, Plain))], [300, 505, 540]));
    }

    /// <summary>A name that lists later is absent from the earlier store: then it must not have been in any sum.</summary>
    [Fact]
    public void A_name_that_is_not_stored_yet_changes_nothing()
    {
        const int Session = 300;
        var fewer = EngineWorld.Truncated(EngineWorld.Random(40, 560), Session);
        var ids = fewer.Instruments.Ids.ToArray().Append("N003X.US").Append("N010X.US").Append("N020X.US").Order(StringComparer.Ordinal).ToArray();
        var columnOf = ids.Select(id => fewer.Instruments.IndexOf(id)).ToArray();
        var cut = EngineWorld.Build(
            ids,
            Session + 1,
            (t, i) => columnOf[i] < 0 ? double.NaN : fewer.Prices.Close[t, columnOf[i]],
            (t, i) => columnOf[i] < 0 ? double.NaN : fewer.Prices.Volume[t, columnOf[i]],
            new CorporateActions(fewer.Actions.All.ToArray().Select(a => a with { Instrument = Array.IndexOf(columnOf, a.Instrument) }), Session + 1),
            [.. columnOf.Select(c => c < 0 ? Listing.Always : fewer.Listings[c])],
            [.. columnOf.Select(c => c < 0 ? default : fewer.Basis[c])],
            (t, i) => columnOf[i] < 0 ? (byte)0 : fewer.Sectors.Codes[t, columnOf[i]]);
        foreach (var model in NumericModels.All)
        {
            var (all, some) = (Encode(cut, model, Session), Encode(fewer, model, Session));
            for (var i = 0; i < ids.Length; i++)
            {
                if (columnOf[i] >= 0)
                    Assert.True(all.Vector(Session, i).SequenceEqual(some.Vector(Session, columnOf[i])), $"{model} {ids[i]}");
            }
        }

        static NumericBlock Encode(Market market, NumericModel model, int session)
        {
            var entities = MarketEntities.Of(market);
            return NumericEngine.Encode(NumericEngine.Fit(entities, model, Plain, 1), entities.Instruments, session, session + 1, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Neither_threads_nor_the_cut_into_calls_change_a_bit(NumericModel model)
    {
        var market = EngineWorld.Random(70, 560);
        var entities = MarketEntities.Of(market);
        var (one, four) = (NumericEngine.Fit(entities, model, Plain, 1), NumericEngine.Fit(entities, model, Plain, 4));
        Assert.Equal(one.Fits.Select(f => f.TrainingDigest), four.Fits.Select(f => f.TrainingDigest));
        var whole = NumericEngine.Encode(one, entities.Instruments, 0, 560, 4);
        foreach (var (first, end) in new[] { (300, 301), (490, 560), (253, 400), (559, 560) })
        {
            var part = NumericEngine.Encode(four, entities.Instruments, first, end, 2);
            for (var t = first; t < end; t++)
            {
                for (var i = 0; i < part.Entities; i++)
                {
                    Assert.Equal(whole.Has(t, i), part.Has(t, i));
                    Assert.True(whole.Vector(t, i).SequenceEqual(part.Vector(t, i)), $"{t} {i}");
                }
            }
        }
    }

    [Fact]
    public void The_first_fit_waits_for_a_year_and_every_vector_has_unit_length()
    {
        var market = EngineWorld.Random(24, 560);
        var entities = MarketEntities.Of(market);
        var state = NumericEngine.Fit(entities, NumericModel.Stability, Plain, 2);
        Assert.Equal(Plain.MinimumTraining + Plain.EmbargoSessions, state.Fits[0].FirstSession);
        Assert.All(state.Fits.Skip(1), f => Assert.NotEqual(market.Sessions[f.FirstSession].Year, market.Sessions[f.FirstSession - 1].Year));
        Assert.All(state.Fits, f => Assert.True(f.TrainingLast < f.FirstSession - Plain.EmbargoSessions + 1));
        var block = NumericEngine.Encode(state, entities.Instruments, 0, 560, 2);
        var (vectors, before) = (0, 0);
        for (var t = 0; t < 560; t++)
        {
            for (var i = 0; i < block.Entities; i++)
            {
                if (!block.Has(t, i))
                    continue;
                vectors++;
                before += t < state.Fits[0].FirstSession ? 1 : 0;
                var length = 0.0;
                foreach (var x in block.Vector(t, i))
                    length += (double)x * x;
                Assert.Equal(1, length, 1e-5);
                Assert.InRange(block.CoverageOf(t, i), 0.85, 1);
            }
        }

        Assert.True(vectors > 4000);
        Assert.Equal(0, before);
    }

    [Fact]
    public void A_name_gone_quiet_has_no_vector_after_three_sessions()
    {
        var market = EngineWorld.Random(24, 560);
        var entities = MarketEntities.Of(market);
        var state = NumericEngine.Fit(entities, NumericModel.Stability, Plain, 2);
        var block = NumericEngine.Encode(state, entities.Instruments, 253, 560, 2);
        var last = Enumerable.Range(0, 560).Last(t => !double.IsNaN(market.TotalReturns.Log[t, 7])); // delisted there
        Assert.True(block.Has(last, 7));
        Assert.True(block.Has(last + 3, 7));
        Assert.False(block.Has(last + 4, 7));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_split_changes_nothing(NumericModel model)
    {
        var market = EngineWorld.Random(24, 560);
        var (plain, split) = (Vectors(market, model, Plain), Vectors(Split(market, 3, 400, 4), model, Plain));
        for (var t = 0; t < plain.Sessions; t++)
        {
            for (var k = 0; k < plain.Columns; k++)
                Assert.True(double.IsNaN(plain[t, k]) == double.IsNaN(split[t, k]) && !(Math.Abs(plain[t, k] - split[t, k]) > 1e-6), $"{t} {k}");
        }
    }

    [Theory]
    [InlineData(NumericModel.Stability)]
    [InlineData(NumericModel.Scenario)]
    public void The_tail_of_a_history_gives_what_all_of_it_gives(NumericModel model)
    {
        var market = EngineWorld.Random(24, 560);
        var entities = MarketEntities.Of(market);
        var state = NumericEngine.Fit(entities, model, Plain, 2);
        var tail = 63 + 128;
        var panel = market.TotalReturns.Log;
        var series = new EntitySeries("SCENARIO", entities.Instruments.Ids, Tail(panel), entities.Instruments.MarketLogReturns[^tail..])
        {
            LogRange = Tail(entities.Instruments.LogRange!),
        };
        var (whole, last) = (NumericEngine.Encode(state, entities.Instruments, 559, 560, 1), NumericEngine.EncodeLast(state, state.FitAt(559)!, series, 2));
        var compared = 0;
        for (var i = 0; i < panel.Columns; i++)
        {
            Assert.Equal(whole.Has(559, i), last.Has(tail - 1, i));
            Assert.True(whole.Vector(559, i).SequenceEqual(last.Vector(tail - 1, i)));
            compared += whole.Has(559, i) ? 1 : 0;
        }

        Assert.True(compared > 15);

        Panel Tail(Panel whole) => Panel.Adopt(whole.Values[((560 - tail) * whole.Columns)..].ToArray(), tail, whole.Columns);
    }

    [Fact]
    public void Sectors_the_market_and_books_pass_through_the_same_fits()
    {
        var market = EngineWorld.Random(24, 560);
        var entities = MarketEntities.Of(market);
        var book = entities.Books(["half", "one"], [[(0, 0.5), (2, 0.5)], [(5, 1.0)]]);
        foreach (var model in NumericModels.All)
        {
            var state = NumericEngine.Fit(entities, model, Plain, 2);
            foreach (var series in new[] { entities.Sectors, entities.Market, book })
            {
                var block = NumericEngine.Encode(state, series, 559, 560, 1);
                for (var i = 0; i < series.Count; i++)
                    Assert.True(block.Has(559, i), $"{model} {series.EntityType} {series.Ids[i]}");
            }
        }

        Assert.Equal(["US_EQ|Energy", "US_EQ|Health", "US_EQ|Tech"], entities.Sectors.Ids);
        var portfolio = NumericEngine.Fit(entities, NumericModel.Portfolio, Plain, 2);
        var (name, one) = (NumericEngine.Encode(portfolio, entities.Instruments, 559, 560, 1), NumericEngine.Encode(portfolio, book, 559, 560, 1));
        var difference = name.Vector(559, 5).ToArray().Zip(one.Vector(559, 1).ToArray(), (a, b) => Math.Abs(a - b)).Max();
        Assert.True(difference < 1e-6, $"a book of one name is the name, found {difference}");
    }

    [Fact]
    public void Further_features_enter_the_fit_and_an_entity_without_them_has_them_missing()
    {
        var market = EngineWorld.Random(24, 560);
        var plain = MarketEntities.Of(market);
        var values = new double[560 * 24];
        for (var k = 0; k < values.Length; k++)
            values[k] = k % 24 % 3 == 0 ? double.NaN : (k % 24) + (k / 24 * 0.01);
        var with = plain.With([new EntityFeature("roe", Panel.Adopt(values, 560, 24))]);
        var state = NumericEngine.Fit(with, NumericModel.Profile, Plain, 2);
        Assert.Contains("roe", state.Fits[0].Features);
        Assert.Contains("roe known", state.Fits[0].Features);
        var (known, missing) = (NumericEngine.Encode(state, with.Instruments, 559, 560, 1), NumericEngine.Encode(state, plain.Instruments, 559, 560, 1));
        Assert.True(missing.Has(559, 1));
        Assert.False(known.Vector(559, 1).SequenceEqual(missing.Vector(559, 1)));
    }

    [Fact]
    public void The_flat_encoder_is_the_window_as_it_is()
    {
        var market = EngineWorld.Random(12, 120);
        var entities = MarketEntities.Of(market);
        var options = Plain with { Encoder = NumericEncoder.Flat };
        var state = NumericEngine.Fit(entities, NumericModel.Profile, options, 1);
        Assert.StartsWith("num-profile-core-v1@", state.ModelId, StringComparison.Ordinal);
        var block = NumericEngine.Encode(state, entities.Instruments, 100, 101, 1);
        Assert.Equal(384, block.Dimensions);
        Assert.Equal((float)market.TotalReturns.Log[100, 0], block.Vector(100, 0)[62 * 3]);
        Assert.Equal(1, block.Vector(100, 0)[2]);
        Assert.Equal(0, block.Vector(100, 0)[189]);
    }

    [Fact]
    public void The_window_is_no_part_of_the_model_id_and_wrong_options_are_refused()
    {
        Assert.Equal("num-stab-core-v1", NumericModels.IdOf(NumericModel.Stability, Plain with { WindowSessions = 126 }));
        Assert.NotEqual("num-stab-core-v1", NumericModels.IdOf(NumericModel.Stability, Plain with { Clip = 4 }));
        Assert.Contains("num-stab-core-v1", Assert.Throws<UserError>(() => NumericModels.Parse("num-stab-v9")).Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => NumericEngine.Fit(EngineWorld.Random(8, 40), NumericModel.Stability, Plain with { WindowSessions = 1 }, 1));
        Assert.Empty(NumericEngine.Fit(EngineWorld.Random(8, 40), NumericModel.Stability, Plain, 1).Fits);
    }

    [Fact]
    public void Any_market_gives_finite_vectors()
        => Prop.ForAll(Gen.Choose(1, 10_000).ToArbitrary(), seed =>
        {
            var market = RandomMarket.Make(seed, 12, 330);
            var entities = MarketEntities.Of(market);
            foreach (var model in NumericModels.All)
            {
                var block = NumericEngine.Encode(NumericEngine.Fit(entities, model, Plain, 1), entities.Instruments, 300, 330, 1);
                foreach (var x in block.Vectors.AsSpan(0, block.Sessions * block.Entities * block.Dimensions))
                {
                    if (!float.IsFinite(x))
                        return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));

    /// <summary>[sessions × (names · dimensions)]; NaN where there is no vector.</summary>
    internal static Panel Vectors(Market market, NumericModel model, NumericOptions options)
    {
        var entities = MarketEntities.Of(market);
        var state = NumericEngine.Fit(entities, model, options, 2);
        var block = NumericEngine.Encode(state, entities.Instruments, 0, market.Sessions.Count, 2);
        var width = block.Entities * block.Dimensions;
        var values = new double[block.Sessions * width];
        for (var k = 0; k < values.Length; k++)
            values[k] = block.Has(k / width, k % width / block.Dimensions) ? block.Vectors[k] : double.NaN;
        return Panel.Adopt(values, block.Sessions, width);
    }

    /// <summary>The market with one more split of a name: prices fall and volumes rise by its ratio from then on.</summary>
    private static Market Split(Market market, int column, int session, double ratio) => EngineWorld.Build(
        market.Instruments.Ids.ToArray(),
        market.Sessions.Count,
        (t, i) => market.Prices.Close[t, i] / (i == column && t >= session ? ratio : 1),
        (t, i) => market.Prices.Volume[t, i] * (i == column && t >= session ? ratio : 1),
        new CorporateActions(
            market.Actions.All.ToArray().Select(a => a.Instrument == column && a.Session >= session ? a with { Dividend = a.Dividend / ratio } : a)
                .Append(new CorporateAction(session, column, ratio, 0)),
            market.Sessions.Count),
        [.. market.Listings],
        [.. market.Basis],
        (t, i) => market.Sectors.Codes[t, i]);
}
