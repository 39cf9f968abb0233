using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Projection;
using Prometheus.Scenarios;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Scenarios;

public sealed class ScenarioDescriptorTests(ITestOutputHelper output)
{
    private const int Width = DescriptorLayout.Dimensions;

    [Fact]
    public void Descriptors_of_names_do_not_change_when_the_future_is_cut_or_changed()
    {
        var market = EngineWorld.Random(14, 620);
        Assert.Null(LookAhead.Find(market, m => [("descriptor", Panels(m))], [400, 555]));
        Assert.Contains(Panels(market).Row(619).ToArray(), v => v is not 0 and not double.NaN);

        static Panel Panels(Market market)
        {
            var descriptor = ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, 2);
            var cells = new double[market.Sessions.Count * market.Instruments.Count * Width];
            var row = new float[market.Instruments.Count * Width];
            for (var t = 0; t < market.Sessions.Count; t++)
            {
                descriptor.EncodeNames(t, row);
                for (var k = 0; k < row.Length; k++)
                    cells[(t * row.Length) + k] = row[k];
            }

            return Panel.Adopt(cells, market.Sessions.Count, market.Instruments.Count * Width);
        }
    }

    [Fact]
    public void Descriptors_of_paths_read_nothing_after_the_session_they_begin_from()
    {
        var market = EngineWorld.Random(14, 620);
        var set = ScenarioEngine.Generate(market, ScenarioWorld.Plain with { BaseDateEnd = market.Sessions[500] });
        var whole = Vectors(market, set, 500);
        Assert.Equal(whole, Vectors(EngineWorld.Truncated(market, 500), set, 500));
        Assert.Equal(whole, Vectors(EngineWorld.Perturbed(market, 500, "paths"), set, 500));
        Assert.Contains(whole, v => v != 0);

        static float[] Vectors(Market market, ScenarioSet set, int session)
        {
            var paths = ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, 2).Append(set, session);
            var vectors = new float[set.Paths * Width];
            for (var path = 0; path < set.Paths; path++)
                Assert.InRange(paths.Encode(path, vectors.AsSpan(path * Width, Width)), 0.5, 1);
            return vectors;
        }
    }

    [Fact]
    public void A_path_that_really_happened_ends_in_the_classes_that_really_came()
    {
        var market = CrashWorld.Build("classes");
        var session = CrashWorld.BreakOf(2) - 1;
        var paths = ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, 2).Append(CrashWorld.Paths(market), session);
        var real = StabilityEngine.Compute(market, StabilityOptions.Default, 2);
        Assert.Equal(real.Class.Row(session + CrashWorld.Horizon).ToArray(), paths.ClassesAfter(2));
        Assert.Equal(real.Class.Row(session).ToArray(), paths.ClassesNow);
    }

    /// <summary>In the whole joint space, both branches, just after the sector broke and long after, when nothing happens to it any more.</summary>
    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    [InlineData("three")]
    [InlineData("four")]
    [InlineData("five")]
    public void A_book_of_one_sector_finds_the_scenario_in_which_that_sector_breaks_first(string seed)
    {
        var world = new JointCrashWorld(seed);
        for (var sector = 0; sector < CrashWorld.Sectors; sector++)
        {
            foreach (var session in new[] { CrashWorld.BreakOf(sector) + CrashWorld.Horizon - 1, world.Market.Sessions.Count - 1 })
            {
                var (vector, ids, weights) = world.Book(session, sector);
                var exposure = StabExposure.Of(vector, world.Scenarios);
                var losses = ScenarioRisk.Of(ids, weights, world.Set).PathReturns;
                var correlation = Correlation.Spearman(
                    exposure.Scenarios.Select(s => s.Cosine).ToArray(),
                    exposure.Scenarios.Select(s => -losses[int.Parse(s.ScenarioId, CultureInfo.InvariantCulture)]).ToArray());
                output.WriteLine(FormattableString.Invariant(
                    $"{seed}, sector {sector} at {session}: {exposure.Closest.ScenarioId} {exposure.Closest.Cosine:F3}, then {exposure.Scenarios[1].ScenarioId} {exposure.Scenarios[1].Cosine:F3}; rank correlation of similarity with loss {correlation:F3}"));
                Assert.Equal(sector.ToString(CultureInfo.InvariantCulture), exposure.Closest.ScenarioId);
                Assert.True(correlation > 0.5, $"rank correlation {correlation}");
            }
        }
    }

    [Fact]
    public void A_short_book_is_the_opposite_of_a_long_one()
    {
        var world = new JointCrashWorld("short");
        var (vector, _, _) = world.Book(world.Market.Sessions.Count - 1, 1);
        var turned = vector with { Vector = Array.ConvertAll(vector.Vector, v => -v) };
        var (longs, shorts) = (StabExposure.Of(vector, world.Scenarios), StabExposure.Of(turned, world.Scenarios));
        Assert.Equal(longs.Closest.ScenarioId, shorts.Scenarios[^1].ScenarioId);
        Assert.Equal(longs.Closest.Cosine, -shorts.Scenarios[^1].Cosine, 12);
    }

    /// <summary>The path that really came next leads to the vector that really came.</summary>
    [Fact]
    public void A_simulated_window_passes_through_the_same_encoder_as_a_real_one()
    {
        var market = CrashWorld.Build("windows");
        var session = CrashWorld.BreakOf(3) - 1;
        var state = NumericEngine.Fit(market, NumericModel.Stability, NumericOptions.Default, 2);
        var entities = MarketEntities.Of(market).Instruments;
        var end = session + CrashWorld.Horizon;
        var real = NumericEngine.EncodeLast(state, state.FitAt(session)!, new EntitySeries("INSTRUMENT", entities.Ids, Until(entities.LogReturns, end), entities.MarketLogReturns[..(end + 1)]), 1);
        var mean = new double[real.Dimensions];
        for (var i = 0; i < real.Entities; i++)
        {
            for (var d = 0; d < mean.Length; d++)
                mean[d] += real.Vector(real.First, i)[d];
        }

        UnitLength.Make(mean);
        var paths = new AppendedPaths(market, CrashWorld.Paths(market), session, 5);
        var (vector, coverage) = NumericPaths.Fit(market, paths, NumericModel.Stability, NumericOptions.Default, 2).Encode(3);
        Assert.Equal(1, coverage);
        Assert.All(mean.Zip(vector!), pair => Assert.Equal(pair.First, pair.Second, 4));

        static Panel Until(Panel panel, int last) => Panel.Adopt(panel.Values[..((last + 1) * panel.Columns)].ToArray(), last + 1, panel.Columns);
    }

    [Fact]
    public void A_sector_stands_where_its_name_says_whatever_else_is_loaded()
    {
        string[] known = ["Communication Services", "Consumer Discretionary", "Consumer Staples", "Energy", "Financials", "Health Care", "Industrials", "Information Technology", "Materials", "Real Estate", "Utilities"];
        Assert.Equal(Enumerable.Range(1, known.Length).Select(k => k * DescriptorLayout.SlotWidth), known.Select(DescriptorLayout.Sector));
        Assert.Equal(DescriptorLayout.Sector("Information Technology"), DescriptorLayout.Sector("TECHNOLOGY"));
        Assert.All(
            Enumerable.Range(0, 200).Select(k => DescriptorLayout.Sector($"Sector {k}")),
            offset => Assert.InRange(offset, (1 + known.Length) * DescriptorLayout.SlotWidth, DescriptorLayout.SectorSlots * DescriptorLayout.SlotWidth));
    }

    /// <summary>Its sector is assumed from the beginning, comes first by name and had no place before.</summary>
    [Fact]
    public void A_name_of_a_new_sector_that_lists_later_moves_no_descriptor()
    {
        const int Listed = 580;
        var market = EngineWorld.Random(14, 620);
        var wider = EngineWorld.WithNewcomer(market, "A000.US", "Aerospace", Listed);
        var (own, other) = (ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, 2), ScenarioDescriptor.Fit(wider, ScenarioDescriptorOptions.Default, 2));
        var (row, widerRow) = (new float[market.Instruments.Count * Width], new float[wider.Instruments.Count * Width]);
        foreach (var t in new[] { 300, 450, Listed - 1 })
        {
            own.EncodeNames(t, row);
            other.EncodeNames(t, widerRow);
            Assert.Equal(row, widerRow[Width..]);
        }

        Assert.Contains(row, v => v != 0);
    }
}
