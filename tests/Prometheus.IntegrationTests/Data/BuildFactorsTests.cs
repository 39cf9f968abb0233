using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Sources.Synthetic;
using Prometheus.States.Factors;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Factors;
using Xunit;

namespace Prometheus.IntegrationTests.Data;

public sealed class BuildFactorsTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public void A_range_built_in_parts_equals_one_built_at_once_and_a_matrix_is_where_its_panel_says(DatabaseEngine engine)
    {
        using var whole = Synthetic(engine);
        using var parts = Synthetic(engine);
        var outcome = Build(whole, "2013-01-02", "2014-12-31", workers: 1);
        Assert.Equal((2, 0), (outcome.Done, outcome.Skipped));
        Build(parts, "2013-01-02", "2013-06-28", workers: 2);
        Build(parts, "2014-01-02", "2014-12-31", workers: 2);
        Assert.Equal((1, 1), Build(parts, "2013-01-02", "2014-12-31", workers: 2) is var last ? (last.Done, last.Skipped) : default);
        Assert.Equal(whole.Digest().Historical, parts.Digest().Historical);
        Assert.Equal((0, 2), Build(whole, "2013-01-02", "2014-12-31", workers: 1) is var again ? (again.Done, again.Skipped) : default);

        Assert.Equal(24, whole.Historical.Scalar<long>("SELECT COUNT(*) FROM correlation_panels p JOIN risk_matrices m ON m.matrix_id = p.matrix_ref WHERE m.end_date = p.end_date"));
        Assert.Equal(0, whole.Historical.Scalar<long>("SELECT COUNT(*) FROM risk_matrices WHERE shrinkage < 0 OR shrinkage > 1"));
        Assert.Equal(
            whole.Historical.Scalar<long>("SELECT COUNT(DISTINCT trade_date) FROM prices_daily WHERE trade_date BETWEEN '2013-01-02' AND '2014-12-31'"),
            whole.Historical.Scalar<long>("SELECT COUNT(*) FROM factors_daily WHERE factor_id = 'MKT_US_EQ'"));
    }

    private static StoreWorld Synthetic(DatabaseEngine engine)
    {
        var world = new StoreWorld(engine);
        GenerateSynthetic.Run(world.Pair, new GenerateSyntheticOptions
        {
            Market = new SyntheticMarketOptions { Instruments = 30, Start = new DateOnly(2011, 1, 3), End = new DateOnly(2014, 12, 31), Seed = 3 },
        });
        return world;
    }

    private static JobOutcome Build(StoreWorld world, string start, string end, int workers)
        => BuildFactors.Execute(
            world.Pair, "US_EQ", Date(start), Date(end), FactorOptions.Default, new JobContext(new JobOptions { Workers = workers }, new JobRunner(TimeProvider.System)));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
