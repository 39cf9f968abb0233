using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Costs;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Backtest;

/// <summary>
/// W1, a momentum rule small enough to be written twice and compared to the cent: every 21 sessions from the 64th on, rank the names that
/// have a close now and 63 sessions ago by that return, hold the best fifth with 98 % of equity in equal parts.
/// </summary>
public sealed class W1Strategy : IStrategy
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members | MarketReads.Opens | MarketReads.Levels;

    private const int LookbackSessions = 63;
    private const int EverySessions = 21;
    private const double InvestedFraction = 0.98;

    /// <summary>W1's market: prices as they stand, next open, 5 bps of traded value, no limits, cash may go negative.</summary>
    public static WalkOptions Options { get; } = new()
    {
        InitialCash = 1_000_000,
        Risk = null,
        Simulator = new SimulatorOptions
        {
            Costs = new CostOptions { SlippageBps = 0, CommissionBps = 5 },
            ParticipationRate = 0,
            AllowNegativeCash = true,
            UnfilledOrdersRest = false,
            BookCorporateActions = false,
            OrderWithoutClose = true,
        },
    };

    public SignalNeeds Needs => SignalNeeds.None;

    /// <summary>Rows 63, 84, 105 …; on the last row of a market there is no next open, so the walk logs that decision without ordering.</summary>
    public static int[] DecisionSessions(int sessions)
        => Enumerable.Range(0, Math.Max(0, sessions - LookbackSessions)).Where(s => s % EverySessions == 0).Select(s => s + LookbackSessions).ToArray();

    /// <summary>The whole of a market, from its first session to its last.</summary>
    public static WalkResult Run(Market market)
        => Walk.Run(market, Signals.None, new W1Strategy(), Options, 0, market.Sessions.Count - 1, DecisionSessions(market.Sessions.Count));

    public Decision Decide(in SessionView view, Holdings holdings)
    {
        var now = view.Market.Close.Row(view.Session);
        var then = view.Market.Close.Row(view.Session - LookbackSessions);
        var ranked = new List<(double Return, int Instrument)>(now.Length);
        for (var i = 0; i < now.Length; i++)
        {
            if (!double.IsNaN(now[i]) && !double.IsNaN(then[i]))
                ranked.Add(((now[i] / then[i]) - 1, i));
        }

        ranked.Sort((a, b) => a.Return != b.Return ? b.Return.CompareTo(a.Return) : a.Instrument.CompareTo(b.Instrument));
        var names = Math.Min(ranked.Count, Math.Max(1, ranked.Count / 5));
        var instruments = ranked.Take(names).Select(r => r.Instrument).Order().ToArray();
        var shares = new double[names];
        for (var i = 0; i < names; i++)
            shares[i] = Math.Floor(InvestedFraction * holdings.Equity / names / now[instruments[i]]);
        return Decision.Shares(instruments, shares, names == 0 ? "no name has a close now and 63 sessions ago" : null);
    }
}
