using Prometheus.Core.Errors;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.States.Regimes;
using Prometheus.Stores.States;
using Prometheus.Workflows.Regimes;
using Xunit;

namespace Prometheus.IntegrationTests.Regimes;

public sealed class ClassifyRegimesTests
{
    private const string Rows = "SELECT as_of_date || regime_label || confidence || p_carry || hex(regime_embedding) || metadata FROM regimes ORDER BY as_of_date";
    private const string Moves = "SELECT as_of_date || from_regime_label || to_regime_label || metadata FROM regime_transitions ORDER BY as_of_date";
    private const string Fits = "SELECT served_from || training_end || training_digest || fit || hex(encoder) FROM models ORDER BY served_from";

    private static readonly DateOnly First = new(2013, 12, 23);
    private static readonly DateOnly Last = new(2014, 1, 3);

    /// <summary>The seed's shell loop, from the end and from the start, over two holidays, two weekends and the first session of a fit's year.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_loop_over_dates_writes_what_the_range_writes(bool backwards)
    {
        using var range = SyntheticStore.Copy();
        using var loop = SyntheticStore.Copy();
        ClassifyRegimes.Execute(range.Databases, "US", First, Last, RegimeOptions.Default, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));
        var dates = Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays);
        var closed = new List<DateOnly>();
        foreach (var date in backwards ? dates.Reverse() : dates)
        {
            try
            {
                ClassifyRegimes.Execute(loop.Databases, "US", date, RegimeOptions.Default, 2);
            }
            catch (NothingMatchedError)
            {
                closed.Add(date);
            }
        }

        Assert.Equal(4, closed.Count);
        Assert.Contains(new DateOnly(2013, 12, 25), closed);
        foreach (var table in new[] { Rows, Moves, Fits })
            Assert.Equal(range.Databases.Runtime.Query<string>(table), loop.Databases.Runtime.Query<string>(table));
        Assert.Equal(8, range.Databases.Runtime.Query<string>(Rows).Count);
    }

    [Fact]
    public void Fits_are_recorded_and_read_with_a_bound()
    {
        using var store = SyntheticStore.Copy();
        ClassifyRegimes.Execute(
            store.Databases, "US", new DateOnly(2013, 1, 2), new DateOnly(2014, 3, 31), RegimeOptions.Default, new JobContext(new JobOptions(), new JobRunner(TimeProvider.System)));
        var fits = ModelStore.Read(store.Databases.Runtime, RegimeState.DefaultModelId, "US", new DateOnly(2014, 3, 31));
        Assert.NotEmpty(fits);
        Assert.All(fits, f => Assert.True(f.TrainingEnd < f.ServedFrom));
        Assert.All(fits, f => Assert.Contains("\"prototypes\"", f.Fit, StringComparison.Ordinal));
        Assert.Empty(ModelStore.Read(store.Databases.Runtime, RegimeState.DefaultModelId, "US", fits[0].ServedFrom.AddDays(-1)));
    }
}
