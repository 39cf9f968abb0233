using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Factors;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Factors;

public class FactorEngineTests
{
    private static readonly FactorOptions Short = new()
    {
        WindowSessions = 60,
        MinimumObservations = 40,
        MinimumNames = 2,
        StatisticalFactors = 2,
        MinimumStatisticalNames = 10,
    };

    [Fact]
    public void Market_and_sectors_are_plain_means_and_sectors_exceed_the_market()
    {
        var market = EngineWorld.Random(24, 120);
        var state = FactorEngine.Compute(market, Short, 2);
        Assert.Equal(["MKT_US_EQ", "SECTOR_ENERGY", "SECTOR_HEALTH", "SECTOR_TECH", "STAT_1", "STAT_2"], state.Factors.Select(f => f.Id));
        for (var t = 1; t < 120; t++)
        {
            var seen = Enumerable.Range(0, 24).Where(i => market.Tradable[t, i] && !double.IsNaN(market.TotalReturns.Simple[t, i])).ToArray();
            var mean = seen.Average(i => market.TotalReturns.Simple[t, i]);
            Assert.Equal(mean, state.Returns[t, 0], 1e-15);
            var energy = seen.Where(i => market.Sectors.Codes[t, i] == 0).Average(i => market.TotalReturns.Simple[t, i]);
            Assert.Equal(energy - mean, state.Returns[t, 1], 1e-15);
        }
    }

    [Fact]
    public void Exposures_are_least_squares_slopes_pulled_toward_one()
    {
        var market = EngineWorld.Random(24, 200);
        var state = FactorEngine.Compute(market, Short, 2);
        var compared = 0;
        foreach (var (t, i) in from t in new[] { 45, 100, 199 } from i in Enumerable.Range(0, 24) select (t, i))
        {
            var sector = state.SectorFactor[t, i];
            var rows = Enumerable.Range(Math.Max(0, t - 59), Math.Min(t + 1, 60))
                .Where(u => !double.IsNaN(market.TotalReturns.Simple[u, i]) && !double.IsNaN(state.Returns[u, 0])).ToArray();
            if (double.IsNaN(market.Prices.Close[t, i]) || rows.Length < Short.MinimumObservations)
            {
                Assert.True(double.IsNaN(state.MarketExposure[t, i]));
                continue;
            }

            var x = Matrix<double>.Build.DenseOfRows(rows.Select(u => sector == CodePanel.None
                ? new[] { 1, state.Returns[u, 0] }
                : [1, state.Returns[u, 0], state.Returns[u, sector]]));
            var slopes = x.QR().Solve(Vector<double>.Build.DenseOfEnumerable(rows.Select(u => market.TotalReturns.Simple[u, i])));
            Assert.Equal((slopes[1] * 2 / 3) + (1.0 / 3), state.MarketExposure[t, i], 1e-9);
            Assert.Equal(sector == CodePanel.None, double.IsNaN(state.SectorExposure[t, i]));
            if (sector != CodePanel.None)
                Assert.Equal((slopes[2] * 2 / 3) + (1.0 / 3), state.SectorExposure[t, i], 1e-9);
            compared++;
        }

        Assert.InRange(compared, 40, 72);
    }

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut_or_changed()
        => Assert.Null(LookAhead.Find(EngineWorld.Random(22, 260), m => Panels(FactorEngine.Compute(m, Short, 2)), [0, 39, 60, 61, 150, 199, 230, 258]));

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        var market = EngineWorld.Random(23, 220);
        var (one, many) = (Panels(FactorEngine.Compute(market, Short, 1)), Panels(FactorEngine.Compute(market, Short, 4)));
        for (var k = 0; k < one.Length; k++)
            Assert.True(LookAhead.SameRows(one[k].Panel, many[k].Panel, 219), one[k].Name);
    }

    [Fact]
    public void A_column_without_a_bar_changes_nothing()
    {
        var market = EngineWorld.Random(22, 220);
        var wider = With(market, "A_NEVER.US");
        var (plain, wide) = (FactorEngine.Compute(market, Short, 2), FactorEngine.Compute(wider, Short, 2));
        Assert.True(LookAhead.SameRows(plain.Returns, wide.Returns, 219));
        for (var t = 0; t < 220; t++)
        {
            for (var i = 0; i < 22; i++)
                Assert.True(plain.MarketExposure[t, i].Equals(wide.MarketExposure[t, i + 1]));
        }
    }

    [Fact]
    public void A_planted_common_movement_is_found_and_its_sign_stays()
    {
        var stream = new RandomStream("test", "planted factor");
        var hidden = Enumerable.Range(0, 400).Select(_ => 0.01 * stream.NextNormal()).ToArray();
        var closes = Enumerable.Range(0, 40).Select(_ => new double[400]).ToArray();
        for (var t = 0; t < 400; t++)
        {
            var common = 0.01 * stream.NextNormal();
            for (var i = 0; i < 40; i++)
                closes[i][t] = (t == 0 ? 50 : closes[i][t - 1]) * (1 + common + ((i % 2 == 0 ? 1 : -1) * hidden[t]) + (0.005 * stream.NextNormal()));
        }

        var state = FactorEngine.Compute(EngineWorld.OfCloses(closes), Short with { StatisticalFactors = 1 }, 2);
        var rows = Enumerable.Range(0, 400).Where(t => !double.IsNaN(state.Returns[t, 4])).ToArray();
        Assert.InRange(rows.Length, 270, 340);
        var correlation = MathNet.Numerics.Statistics.Correlation.Pearson(rows.Select(t => state.Returns[t, 4]), rows.Select(t => hidden[t]));
        Assert.InRange(Math.Abs(correlation), 0.95, 1);
        Assert.InRange(Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(rows.Select(t => state.Returns[t, 4]), rows.Select(t => state.Returns[t, 0]))), 0, 0.2);
    }

    [Fact]
    public void Funds_are_no_part_of_an_average()
    {
        var market = EngineWorld.Random(22, 100);
        var without = FactorEngine.Compute(Copy(market, [0]), Short, 1);
        Assert.NotEqual(FactorEngine.Compute(market, Short, 1).Returns[50, 0], without.Returns[50, 0]);
        Assert.False(double.IsNaN(without.MarketExposure[60, 0]));
    }

    [Fact]
    public void Correlations_are_the_samples_pulled_toward_none()
    {
        var state = FactorEngine.Compute(EngineWorld.Random(22, 260), Short, 2);
        var matrix = FactorMatrix.Of(state, 259)!;
        Assert.Equal((200, 259, 6), (matrix.FirstSession, matrix.LastSession, matrix.Ids.Count));
        var (market, energy) = (Column(0), Column(1));
        Assert.Equal(MathNet.Numerics.Statistics.Statistics.StandardDeviation(market), matrix.Volatilities[0], 1e-14);
        var sample = MathNet.Numerics.Statistics.Correlation.Pearson(market, energy);
        Assert.Equal((1 - matrix.Shrinkage) * sample, matrix.Correlations[1], 1e-12);
        Assert.Null(FactorMatrix.Of(state, 58));

        double[] Column(int f) => Enumerable.Range(200, 60).Select(t => state.Returns[t, f]).ToArray();
    }

    [Fact]
    public void Correlation_matrices_are_positive_and_have_ones_on_the_diagonal()
        => Prop.ForAll(
            Gen.Choose(1, 10_000).ToArbitrary(),
            seed =>
            {
                var stream = new RandomStream("test", "matrix", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
                var returns = Enumerable.Range(0, 60 * 8).Select(_ => stream.NextNormal()).ToArray();
                for (var t = 0; t < 60; t++)
                    returns[(t * 8) + 7] = 3 * returns[t * 8]; // one factor is another in disguise
                var state = new FactorState(
                    Short, Enumerable.Range(1, 8).Select(Factor.Statistical).ToArray(), Panel.Adopt(returns, 60, 8),
                    Panel.Adopt([], 60, 0), Panel.Adopt([], 60, 0), CodePanel.Adopt([], 60, 0), []);
                var matrix = FactorMatrix.Of(state, 59)!;
                var full = Matrix<double>.Build.Dense(8, 8, (i, j) => matrix.Correlations[(Math.Max(i, j) * (Math.Max(i, j) + 1) / 2) + Math.Min(i, j)]);
                return full.Diagonal().All(d => d == 1) && full.Evd(Symmetricity.Symmetric).EigenValues.All(e => e.Real > -1e-12);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Health Care", "SECTOR_HEALTH_CARE")]
    [InlineData("  R&D / Tech -", "SECTOR_R_D_TECH")]
    [InlineData("Aaaaaaaaaabbbbbbbbbbccccccccccddddd", "SECTOR_AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDD")]
    public void Sectors_become_plain_ids(string name, string id) => Assert.Equal(id, Factor.OfSector(name).Id);

    private static (string Name, Panel Panel)[] Panels(FactorState state)
    {
        var (sessions, columns) = (state.MarketExposure.Sessions, state.MarketExposure.Columns);
        var fitted = new double[sessions * columns];
        for (var t = 0; t < sessions; t++)
        {
            for (var i = 0; i < columns; i++)
                fitted[(t * columns) + i] = state.FitOn(t) is { } fit ? fit.Exposures[1][i] : double.NaN;
        }

        return
        [
            ("returns", state.Returns),
            ("market exposure", state.MarketExposure),
            ("sector exposure", state.SectorExposure),
            ("sector", LookAhead.Numbers(state.SectorFactor)),
            ("statistical exposure", Panel.Adopt(fitted, sessions, columns)),
        ];
    }

    private static Market Copy(Market market, int[] funds) => new(
        market.Definition, market.Sessions, market.Instruments, market.Prices, market.Basis, market.Actions, market.Listings, market.Sectors, market.Provenance)
    {
        Funds = funds.ToHashSet(),
    };

    private static Market With(Market market, string id)
        => EngineWorld.Build(
            [id, .. market.Instruments.Ids.ToArray()],
            market.Sessions.Count,
            (t, i) => i == 0 ? double.NaN : market.Prices.Close[t, i - 1],
            (t, i) => i == 0 ? double.NaN : market.Prices.Volume[t, i - 1],
            new CorporateActions(market.Actions.All.ToArray().Select(a => a with { Instrument = a.Instrument + 1 }), market.Sessions.Count),
            [Listing.Always, .. market.Listings],
            [PriceBasis.Raw, .. market.Basis],
            (t, i) => i == 0 ? CodePanel.None : market.Sectors.Codes[t, i - 1]);
}
