using Prometheus.Backtest;
using Xunit;

namespace Prometheus.Tests.Backtest;

/// <summary>Compares what two walks wrote for the sessions up to t, bit for bit.</summary>
internal static class WalkRows
{
    public static void AssertEqualUpTo(int session, WalkResult expected, WalkResult found)
    {
        Assert.Equal(expected.Daily.Where(d => d.Session <= session), found.Daily.Where(d => d.Session <= session));
        Assert.Equal(expected.Orders.Where(o => o.Session <= session), found.Orders.Where(o => o.Session <= session));
        Assert.Equal(expected.Fills.Where(f => f.Session <= session), found.Fills.Where(f => f.Session <= session));
        var (wanted, taken) = (expected.Decisions.Where(d => d.Session <= session).ToArray(), found.Decisions.Where(d => d.Session <= session).ToArray());
        Assert.Equal(wanted.Select(d => d.Session), taken.Select(d => d.Session));
        for (var i = 0; i < wanted.Length; i++)
        {
            Assert.Equal(wanted[i].FinalInstruments, taken[i].FinalInstruments);
            Assert.Equal(wanted[i].FinalWeights, taken[i].FinalWeights);
            Assert.Equal(wanted[i].RiskActions, taken[i].RiskActions);
            Assert.Equal(wanted[i].Universe?.Candidates, taken[i].Universe?.Candidates);
        }

        // A run also snapshots its last session, whatever happened there.
        var snapshots = found.Positions.Where(p => p.Session < session).ToArray();
        var before = expected.Positions.Where(p => p.Session < session).ToArray();
        Assert.Equal(before.Select(p => p.Session), snapshots.Select(p => p.Session));
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(before[i].Positions, snapshots[i].Positions);
    }
}
