using Prometheus.Backtest;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Testing.Runs;

/// <summary>Holds the half of the names that rose most, re-decides each Friday, trades at the next open with 5 bps slippage and 1 bp commission.</summary>
internal sealed class SyntheticBook(Market market, double cash, int horizon)
{
    private const double Slippage = 0.0005;
    private const double CommissionRate = 0.0001;

    private readonly double[] _shares = new double[market.Instruments.Count];
    private readonly double[] _cost = new double[market.Instruments.Count];
    private double _cash = cash;
    private double _equity = cash;
    private double _peak = cash;
    private double[]? _targets;

    public List<DailyRecord> Daily { get; } = [];

    public List<Fill> Fills { get; } = [];

    public List<DecisionRecord> Decisions { get; } = [];

    public void Step(int t)
    {
        var firstFill = Fills.Count;
        if (_targets is { } targets)
            Trade(t, targets);
        _targets = null;

        var dividends = t % 63 == 40 ? PayDividends(t) : 0;
        var value = 0.0;
        for (var i = 0; i < _shares.Length; i++)
            value += _shares[i] * market.Prices.Close[t, i];
        _equity = _cash + value;
        _peak = Math.Max(_peak, _equity);
        Record(t, Fills.Skip(firstFill).ToArray(), value, dividends);

        if (market.Sessions[t].DayOfWeek == DayOfWeek.Friday && t > 63)
            Decide(t);
    }

    public Position[] Positions()
        => [.. from i in Enumerable.Range(0, _shares.Length)
               where _shares[i] > 0
               select new Position(i, _shares[i], _cost[i], market.Prices.Close[market.Sessions.Count - 1, i], 0)];

    private void Decide(int t)
    {
        var lookBack = Math.Max(horizon, 5) * 3;
        var from = Math.Max(0, t - lookBack);
        int[] chosen = [.. Enumerable.Range(0, _shares.Length)
            .OrderByDescending(i => market.Prices.Close[t, i] / market.Prices.Close[from, i]).ThenBy(i => i).Take(_shares.Length / 2).Order()];
        var invested = 0.90 + (0.08 * (t % 130 / 130.0));
        double[] weights = [.. chosen.Select((_, n) => invested * (1 + (0.4 * (n % 3))) / chosen.Select((_, m) => 1 + (0.4 * (m % 3))).Sum())];
        Decisions.Add(new DecisionRecord(t, Decision.Weights(chosen, weights), null, chosen, weights, [], t + 1 < market.Sessions.Count));
        _targets = new double[_shares.Length];
        for (var n = 0; n < chosen.Length; n++)
            _targets[chosen[n]] = weights[n];
    }

    private void Trade(int t, double[] targets)
    {
        var equity = _equity;
        for (var i = 0; i < _shares.Length; i++)
        {
            var price = market.Prices.Open[t, i];
            var trade = Math.Truncate(targets[i] * equity / price) - _shares[i];
            if (targets[i] > 0 && Math.Abs(trade) < 0.15 * _shares[i])
                continue;
            if (trade != 0)
                Fill(t, i, trade, price);
        }
    }

    private void Fill(int t, int i, double trade, double open)
    {
        var side = trade > 0 ? OrderSide.Buy : OrderSide.Sell;
        var quantity = Math.Abs(trade);
        var price = open * (1 + (Math.Sign(trade) * Slippage));
        var commission = quantity * price * CommissionRate;
        if (trade > 0)
            _cost[i] = ((_cost[i] * _shares[i]) + (price * trade)) / (_shares[i] + trade);
        _shares[i] += trade;
        _cash -= (trade * price) + commission;
        Fills.Add(new Fill(t, i, side, quantity, price, quantity * open * Slippage, commission, t - 1, FillReason.Order));
    }

    private double PayDividends(int t)
    {
        var paid = 0.0;
        for (var i = 0; i < _shares.Length; i += 2)
            paid += _shares[i] * market.Prices.Close[t, i] * 0.004;
        _cash += paid;
        return paid;
    }

    private void Record(int t, Fill[] fills, double value, double dividends)
    {
        var traded = fills.Sum(f => f.Quantity * f.Price);
        Daily.Add(new DailyRecord(
            t,
            _equity,
            _cash,
            value / _equity,
            value / _equity,
            (_equity / _peak) - 1,
            traded,
            traded / (2 * _equity),
            fills.Sum(f => f.Commission),
            fills.Sum(f => f.Slippage),
            dividends,
            _shares.Count(s => s > 0),
            t % 97 == 5 ? 1 : 0,
            t < 63 ? double.NaN : value / _equity * (0.12 + (0.25 * (t % 900 is > 440 and < 540 ? 1 : 0)))));
    }
}
