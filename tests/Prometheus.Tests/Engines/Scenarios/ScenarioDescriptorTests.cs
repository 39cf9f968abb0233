using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.Engines.Scenarios;
using Prometheus.Engines.Stability;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Engines.Scenarios;

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

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    [InlineData("three")]
    [InlineData("four")]
    [InlineData("five")]
    public void A_book_of_one_sector_finds_the_scenario_in_which_that_sector_breaks_first(string seed)
    {
        var market = CrashWorld.Build(seed);
        var set = CrashWorld.Paths(market);
        var descriptor = ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, 2);
        var scenarios = Scenarios(descriptor.Append(set, market.Sessions.Count - 1));
        var names = new float[market.Instruments.Count * Width];
        for (var sector = 0; sector < CrashWorld.Sectors; sector++)
        {
            // Just after the sector broke, and long after, when nothing happens to it any more.
            foreach (var session in new[] { CrashWorld.BreakOf(sector) + CrashWorld.Horizon - 1, market.Sessions.Count - 1 })
            {
                descriptor.EncodeNames(session, names);
                var book = Book(market, names, sector);
                var exposure = StabExposure.Of(book.Vector, scenarios);
                var losses = ScenarioRisk.Of(book.Ids, book.Weights, set).PathReturns;
                var similar = exposure.Scenarios.Select(s => s.Cosine).ToArray();
                var lost = exposure.Scenarios.Select(s => -losses[int.Parse(s.ScenarioId, System.Globalization.CultureInfo.InvariantCulture)]).ToArray();
                var market1 = exposure.Scenarios.First(s => s.ScenarioId == "6").Cosine;
                output.WriteLine($"{seed} sector {sector} at {session}: first {exposure.Closest.ScenarioId} {exposure.Closest.Cosine:F3}, second {exposure.Scenarios[1].ScenarioId} {exposure.Scenarios[1].Cosine:F3}, market {market1:F3}; rank correlation with loss {Correlation.Spearman(similar, lost):F3}");
                Assert.Equal(sector.ToString(System.Globalization.CultureInfo.InvariantCulture), exposure.Closest.ScenarioId);
                Assert.True(Correlation.Spearman(similar, lost) > 0.3);
            }
        }
    }

    [Fact]
    public void A_short_book_is_the_opposite_of_a_long_one()
    {
        var market = CrashWorld.Build("short");
        var descriptor = ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, 1);
        var scenarios = Scenarios(descriptor.Append(CrashWorld.Paths(market), market.Sessions.Count - 1));
        var names = new float[market.Instruments.Count * Width];
        descriptor.EncodeNames(market.Sessions.Count - 1, names);
        var (vector, _, _) = Book(market, names, 1);
        var turned = vector with { Vector = Array.ConvertAll(vector.Vector, v => -v) };
        var (longs, shorts) = (StabExposure.Of(vector, scenarios), StabExposure.Of(turned, scenarios));
        Assert.Equal(longs.Closest.ScenarioId, shorts.Scenarios[^1].ScenarioId);
        Assert.Equal(longs.Closest.Cosine, -shorts.Scenarios[^1].Cosine, 12);
    }

    [Fact]
    public void A_sector_that_comes_later_moves_no_other()
    {
        var codes = CodePanel.Adopt([1, 1, CodePanel.None, 1, 0, 2], 2, 3);
        var layout = DescriptorLayout.Of(new SectorHistory(codes, ["A", "B", "C"], AnyAssumed: false));
        Assert.Equal(1 * DescriptorLayout.SlotWidth, layout.Sector(1));
        Assert.Equal(2 * DescriptorLayout.SlotWidth, layout.Sector(0));
        Assert.Equal(3 * DescriptorLayout.SlotWidth, layout.Sector(2));
        Assert.Equal(-1, layout.Sector(CodePanel.None));
    }

    private static EmbeddedScenario[] Scenarios(PathEncoding paths)
        => Enumerable.Range(0, paths.Paths.Set.Paths).Select(path =>
        {
            var vector = new float[Width];
            paths.Encode(path, vector);
            var id = path.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return new EmbeddedScenario(id, paths.Paths.Set.DateOf(path, CrashWorld.Horizon - 1), vector, 1);
        }).ToArray();

    private static (BookVector Vector, string[] Ids, double[] Weights) Book(Market market, float[] names, int sector)
    {
        var columns = Enumerable.Range(sector * CrashWorld.NamesPerSector, CrashWorld.NamesPerSector).ToArray();
        var ids = Array.ConvertAll(columns, c => market.Instruments[c]);
        var weights = Enumerable.Repeat(0.1, ids.Length).ToArray();
        var vector = BookVector.Of(ids, weights, id =>
            new Prometheus.Engines.Joint.JointVector("INSTRUMENT:" + id, market.Sessions[0], names.AsSpan(market.Instruments.IndexOf(id) * Width, Width).ToArray(), 1, 1, "{}"));
        return (vector!, ids, weights);
    }
}
