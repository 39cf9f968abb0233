using FsCheck;
using FsCheck.Fluent;
using Prometheus.Portfolio.Ledger;
using Xunit;
using Book = Prometheus.Portfolio.Ledger.Ledger;

namespace Prometheus.Tests.Portfolio.Ledger;

public sealed class LedgerTests
{
    [Fact]
    public void Split_dividend_and_sale_agree_with_paper_and_pencil()
    {
        var book = new Book(1_000);
        book.Book(Buy(0, 100, 10));
        Assert.Equal(0, book.Cash);
        book.Mark([10]);

        book.Split(0, 2);
        var received = book.PayDividend(0, 0.5);
        Assert.Equal((200.0, 5.0, 5.0), (book.Positions[0].Quantity, book.Positions[0].AverageCost, book.Positions[0].LastClose));
        Assert.Equal(100, received);

        book.Book(Sell(0, 200, 6));
        Assert.Equal(1_300, book.Cash);
        Assert.Equal(200, book.RealizedProfit);
        Assert.Equal(1_300, book.Equity);
        Assert.Equal(0, book.Positions.Length);
    }

    [Fact]
    public void Adding_averages_cost_and_reducing_keeps_it()
    {
        var book = new Book(10_000);
        book.Book(Buy(3, 100, 10));
        book.Book(Buy(3, 300, 14));
        Assert.Equal(13, book.Positions[0].AverageCost);
        book.Book(Sell(3, 150, 15));
        Assert.Equal((250.0, 13.0), (book.Positions[0].Quantity, book.Positions[0].AverageCost));
        Assert.Equal(300, book.RealizedProfit);
    }

    [Theory]
    [InlineData(-100, 150, 50)]
    [InlineData(100, -150, -50)]
    public void Crossing_zero_realises_the_old_side_and_starts_the_new_one_at_the_fill_price(double held, double change, double left)
    {
        var book = new Book(10_000);
        book.Book(Trade(0, held, 10));
        book.Book(Trade(0, change, 8));
        Assert.Equal((left, 8.0), (book.Positions[0].Quantity, book.Positions[0].AverageCost));
        Assert.Equal(held * (8 - 10), book.RealizedProfit);
    }

    [Fact]
    public void A_short_pays_the_dividend()
    {
        var book = new Book(1_000);
        book.Book(Sell(0, 10, 50));
        Assert.Equal(-5, book.PayDividend(0, 0.5));
        Assert.Equal(1_000 + 500 - 5, book.Cash);
        Assert.Equal(995 + 500 - 500, book.Equity);
    }

    [Fact]
    public void A_missing_close_keeps_the_last_one_and_counts_its_age()
    {
        var book = new Book(1_000);
        book.Book(Buy(0, 10, 50));
        book.Mark([52]);
        book.Mark([double.NaN]);
        book.Mark([double.NaN]);
        Assert.Equal((52.0, 2), (book.Positions[0].LastClose, book.Positions[0].StaleSessions));
        Assert.Equal(1_020, book.Equity);
        book.Mark([51]);
        Assert.Equal((51.0, 0), (book.Positions[0].LastClose, book.Positions[0].StaleSessions));
    }

    [Fact]
    public void Commission_is_cash_beside_the_price()
    {
        var book = new Book(1_000);
        book.Book(Buy(0, 10, 50) with { Commission = 3 });
        Assert.Equal(497, book.Cash);
        Assert.Equal(50, book.Positions[0].AverageCost);
        Assert.Equal(997, book.Equity);
    }

    [Fact]
    public void A_split_whose_ratio_is_only_nearly_a_fraction_leaves_whole_shares()
    {
        var book = new Book(1_000);
        book.Book(Buy(0, 300, 1));
        book.Split(0, 1.0 / 3);
        Assert.Equal(100, book.Positions[0].Quantity);
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var book = new Book(1_000);
        book.Book(Buy(0, 10, 50));
        var copy = book.Copy();
        copy.Book(Sell(0, 10, 60));
        Assert.Equal((500.0, 1), (book.Cash, book.Positions.Length));
        Assert.Equal((1_100.0, 0), (copy.Cash, copy.Positions.Length));
    }

    [Fact]
    public void Cash_and_positions_always_add_up_to_the_profit_booked()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var book = new Book(1e6);
            var closes = Enumerable.Range(0, 5).Select(_ => 1 + (100 * random.NextDouble())).ToArray();
            for (var step = 0; step < 200; step++)
            {
                var i = random.Next(closes.Length);
                switch (random.Next(4))
                {
                    case 0:
                        book.Split(i, random.Next(2) == 0 ? 2 : 0.5);
                        break;
                    case 1:
                        book.PayDividend(i, random.NextDouble());
                        break;
                    case 2:
                        closes[i] = random.Next(5) == 0 ? double.NaN : 1 + (100 * random.NextDouble());
                        book.Mark(closes);
                        break;
                    default:
                        var fill = Trade(i, random.Next(1, 500) * (random.Next(2) == 0 ? 1 : -1), 1 + (100 * random.NextDouble()));
                        book.Book(fill with { Commission = random.NextDouble() });
                        break;
                }

                Assert.True(Math.Abs(book.IdentityGap) < 1e-6, $"gap {book.IdentityGap}");
                var columns = book.Positions.ToArray().Select(p => p.Instrument).ToArray();
                Assert.Equal(columns.Distinct().Order(), columns);
                Assert.DoesNotContain(book.Positions.ToArray(), p => p.Quantity == 0);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static Fill Buy(int instrument, double shares, double price) => Trade(instrument, shares, price);

    private static Fill Sell(int instrument, double shares, double price) => Trade(instrument, -shares, price);

    private static Fill Trade(int instrument, double shares, double price)
        => new(0, instrument, shares > 0 ? OrderSide.Buy : OrderSide.Sell, Math.Abs(shares), price, 0, 0, 0, FillReason.Order);
}
