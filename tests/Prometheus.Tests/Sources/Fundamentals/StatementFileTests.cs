using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Markets;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Records;
using Xunit;

namespace Prometheus.Tests.Sources.Fundamentals;

public sealed class StatementFileTests : IDisposable
{
    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_report_date_is_assumed_late_and_marked()
    {
        var read = Read("symbol,frequency,period_end,report_date,revenue\nAAA,ANNUAL,2014-12-31,,10\nAAA,QUARTERLY,2014-12-31,,3\nAAA,TTM,2014-12-31,,9\nAAA,Q,2015-03-31,2015-05-01,4\n");
        Assert.Equal(
            [(new DateOnly(2015, 3, 31), new DateOnly(2015, 4, 1), true), (new DateOnly(2015, 3, 1), new DateOnly(2015, 3, 2), true), (new DateOnly(2015, 3, 1), new DateOnly(2015, 3, 2), true), (new DateOnly(2015, 5, 1), new DateOnly(2015, 5, 4), false)],
            read.Records.Select(r => (r.ReportDate, r.KnownOn, r.Assumed)));
        Assert.Equal(["2014A", "2014Q4", "2014Q4TTM", "2015Q1"], read.Records.Select(r => r.FiscalPeriod));
    }

    [Fact]
    public void The_yearly_vendor_layout_writes_short_dates()
    {
        var read = Read(",Ticker Symbol,Period Ending,Total Revenue,Net Income,Estimated Shares Outstanding,Capital Surplus,For Year\n4,AAP,03-01-15,9843861000,493825000,73159259.26,5,2014\n5,AAP,28-12-13,,,,7,2013\n");
        var record = Assert.Single(read.Records);
        Assert.Equal((StatementFrequency.Annual, new DateOnly(2015, 1, 3), 2014, "2014A"), (record.Frequency, record.PeriodEnd, record.FiscalYear, record.FiscalPeriod));
        Assert.Equal([StatementItem.NetIncome, StatementItem.Revenue, StatementItem.SharesOutstanding], record.Values.Keys);
        Assert.Equal(1, read.RowsEmpty);
    }

    [Fact]
    public void The_trailing_vendor_layout_is_in_millions_and_leaves_months_blank()
    {
        var read = Read(",Revenues,EBIT,Total Equity,copany,date\n0,719,21,170,FLWS,2012-12-31\n1,,,,FLWS,2013-01-31\n2,720,22,171,FLWS,2013-03-31\n3,720,22,171,FLWS,2013-03-31\n4,720,23,171,FLWS,2013-03-31\n");
        Assert.Equal((2, 1, 1), (read.Records.Count, read.RowsEmpty, read.RowsRepeated));
        Assert.Equal((StatementFrequency.Ttm, 719e6, true), (read.Records[0].Frequency, read.Records[0].Values[StatementItem.Revenue], read.Records[0].Assumed));
        Assert.Equal(("fact_repeated_key", 6), (read.Refused[0].Rule, read.Refused[0].Line));
    }

    [Fact]
    public void One_row_an_item_adds_up_and_a_restatement_is_another_record()
    {
        var read = Read(
            "issuer,period_end,report_date,item,value\nISS_A,2014-12-31,2015-02-10,Revenue,100\nISS_A,2014-12-31,2015-02-10,Net Profit,7\nISS_A,2014-12-31,2015-02-10,Unheard Of,1\nISS_A,2014-12-31,2015-09-01,Revenue,99\n",
            new StatementFileOptions { Frequency = StatementFrequency.Annual, Scale = 1000 });
        Assert.Equal([(100_000.0, new DateOnly(2015, 2, 11)), (99_000, new DateOnly(2015, 9, 2))], read.Records.Select(r => (r.Values[StatementItem.Revenue], r.KnownOn)));
        Assert.Equal(7000, read.Records[0].Values[StatementItem.NetIncome]);
        Assert.Equal(1, read.RowsEmpty);
    }

    [Theory]
    [InlineData("AAA,2014-12-31,2015-02-10,abc", "fact_bad_number")]
    [InlineData("AAA,2014-12-32,2015-02-10,1", "fact_bad_date")]
    [InlineData("AAA,2014-12-31,soon,1", "fact_bad_date")]
    [InlineData("AAA,2014-12-31,2014-12-30,1", "fact_reported_too_early")]
    [InlineData(",2014-12-31,2015-02-10,1", "fact_missing_value")]
    [InlineData("AAA,2014-12-31,2015-02-10,1,9", "fact_unreadable")]
    public void A_broken_row_costs_itself_alone(string row, string rule)
    {
        var read = Read($"symbol,period_end,report_date,revenue\nBBB,2014-12-31,2015-02-10,1\n{row}\n", new StatementFileOptions { Frequency = StatementFrequency.Annual });
        Assert.Equal((rule, 3), (read.Refused[0].Rule, read.Refused[0].Line));
        Assert.Single(read.Records);
    }

    [Theory]
    [InlineData("symbol,period_end,revenue\nAAA,2014-12-31,1\n", "give --frequency")]
    [InlineData("symbol,period_end,weather\nAAA,2014-12-31,1\n", "no column is an item of statements")]
    [InlineData("symbol,revenue\nAAA,1\n", "expected a column period_end")]
    public void A_file_that_cannot_be_understood_is_a_sentence(string text, string says)
        => Assert.Contains(says, Assert.Throws<UserError>(() => Read(text)).Message, StringComparison.Ordinal);

    private FactReading<StatementRecord> Read(string text, StatementFileOptions? options = null)
        => StatementFile.Read(_folder.Write("s.csv", text), options ?? new StatementFileOptions(), MarketCatalog.Get("US_EQ"));
}
