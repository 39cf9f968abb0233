using Prometheus.Core.Instruments;
using Prometheus.Sources.CorporateActions;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.Tests.Sources.CorporateActions;

public sealed class ImpliedActionsTests : IDisposable
{
    private const string Yahoo = "Date,Open,High,Low,Close,Adj Close,Volume";

    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_falling_factor_is_a_distribution_of_the_close_before()
    {
        // f = 0.98 before, 1 after: D = 50·(1 − 0.98) = 1.
        var series = _folder.ReadOne(Yahoo, "2015-01-02,50,50,50,50,49,1", "2015-01-05,50,50,50,50,50,1");
        var action = Assert.Single(series.Actions);
        Assert.Equal((new DateOnly(2015, 1, 5), ActionKind.Dividend, true), (action.ExDate, action.Kind, action.Implied));
        Assert.Equal(1, action.Value, 12);
        Assert.Empty(series.Events);
    }

    [Fact]
    public void Rounding_invents_no_dividends()
    {
        // A constant factor of 0.9035 in six decimals.
        Assert.Empty(_folder.ReadOne(Yahoo, "2015-01-02,50,50,50,50.120000,45.283420,1", "2015-01-05,50,51,50,50.330000,45.473155,1").Actions);
        // Two decimals on a low price move the factor by 1e-3, which is no dividend either.
        Assert.Empty(_folder.ReadOne(Yahoo, "2015-01-02,5,5.1,5,5.01,4.01,1", "2015-01-05,5,5.1,5,5.03,4.03,1").Actions);
    }

    [Fact]
    public void A_rising_factor_is_no_distribution_but_a_contradiction()
    {
        var series = _folder.ReadOne(Yahoo, "2015-01-02,50,50,50,50,50,1", "2015-01-05,50,50,50,50,49,1");
        Assert.Empty(series.Actions);
        Assert.Equal("vendor_reconciliation", Assert.Single(series.Events).Rule);
    }

    [Fact]
    public void A_gap_of_the_adjusted_close_is_bridged()
    {
        var series = _folder.ReadOne(
            Yahoo, "2015-01-02,50,50,50,50,49,1", "2015-01-05,50,51,50,51,null,1", "2015-01-06,50,50,50,50,50,1");
        Assert.Equal(new DateOnly(2015, 1, 6), Assert.Single(series.Actions).ExDate);
    }

    [Fact]
    public void Raw_levels_with_an_adjusted_close_alone_imply_splits_too()
    {
        var options = PriceFolder.Options with { Basis = PriceBasis.Raw };
        var series = Assert.Single(PriceFolder.Read(
            _folder.Write("AAA.csv", Yahoo, "2015-01-02,50,50,50,50,25,1", "2015-01-05,26,26,26,26,26,1"), options).Series);
        var action = Assert.Single(series.Actions);
        Assert.Equal((ActionKind.Split, 2.0, true), (action.Kind, action.Value, action.Implied));
    }

    [Fact]
    public void Fully_adjusted_levels_imply_nothing()
    {
        var options = PriceFolder.Options with { Basis = PriceBasis.FullyAdjusted };
        var reading = PriceFolder.Read(_folder.Write("AAA.csv", Yahoo, "2015-01-02,50,50,50,50,49,1", "2015-01-05,50,50,50,50,50,1"), options);
        Assert.Empty(reading.Series[0].Actions);
        Assert.Empty(reading.Events);
    }

    [SharedDataFact]
    public void Implied_dividends_of_Apple_are_the_declared_ones()
    {
        // Declared 2.65, 3.05, 3.29 and 0.47 … per share, before the 7:1 split of June 2014 in units of a seventh.
        var series = Assert.Single(PriceFolder.Read(SharedData.PathOf("stocknet", "prices", "AAPL.csv.gz")).Series);
        Assert.Equal(20, series.Actions.Count);
        Assert.All(series.Actions, a => Assert.True(a.Implied && a.Kind == ActionKind.Dividend));
        Assert.Equal(new DateOnly(2012, 11, 7), series.Actions[0].ExDate);
        Assert.Equal(2.65 / 7, series.Actions[0].Value, 3);
        Assert.Equal(0.47, series.Actions.Single(a => a.ExDate == new DateOnly(2014, 8, 7)).Value, 3);
        Assert.Equal(0.63, series.Actions[^1].Value, 3);
    }

    [SharedDataFact]
    public void Real_factors_leave_a_wide_gap_between_rounding_and_dividends()
    {
        var reading = PriceFolder.Read(SharedData.PathOf("stocknet", "prices"));
        var shares = reading.Series.SelectMany(s => s.Actions.Select(a => a.Value / s.Close[Array.IndexOf(s.Dates, a.ExDate) - 1])).ToArray();
        Assert.Equal(935, shares.Length);
        Assert.InRange(shares.Min(), 3e-4, 1);
    }
}
