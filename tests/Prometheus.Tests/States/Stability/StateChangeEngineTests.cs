using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Stability;

public class StateChangeEngineTests
{
    private const byte S = (byte)SoftTargetClass.Stable;
    private const byte W = (byte)SoftTargetClass.Watch;
    private const byte B = (byte)SoftTargetClass.Breaker;
    private const byte None = CodePanel.None;

    private static readonly StateChangeOptions Plain = StateChangeOptions.Default with { SectorShrinkage = 0, GlobalShrinkage = 0 };

    [Fact]
    public void Counted_pairs_become_probabilities()
    {
        // Column 0: S→S, S→W, W→B. Column 1: a gap is no pair, so only S→S.
        var changes = Compute([S, None], [S, S], [W, S], [B, None], [2, 3]);
        var early = changes.Of(0, None, SoftTargetClass.Stable);
        Assert.Equal(1 / 3.0, early.WorsenAny, 1e-15); // S→S twice, S→W once
        Assert.Equal(0, early.ToTargetableOrBreaker);
        var late = changes.Of(1, None, SoftTargetClass.Watch);
        Assert.Equal((1.0, 0.0, 1.0, 1.0), (late.WorsenAny, late.ImproveAny, late.ToTargetableOrBreaker, late.ToBreaker));
    }

    [Fact]
    public void Without_a_transition_every_class_is_equally_likely()
    {
        var stability = StateOf([S], [None]);
        var changes = StateChangeEngine.Compute(stability, SectorsOf(2, 1), [0, 1], StateChangeOptions.Default);
        var risk = changes.Of(1, 0, SoftTargetClass.Watch);
        Assert.Equal(0.6, risk.WorsenAny, 1e-15);
        Assert.Equal(0.2, risk.ImproveAny, 1e-15);
        Assert.Equal(0.4, risk.ToTargetableOrBreaker, 1e-15);
        Assert.Equal(0.2, risk.ToBreaker, 1e-15);
    }

    [Fact]
    public void A_small_sector_leans_on_the_global_row()
    {
        // Sector 0 (column 0) worsened once; sector 1 (columns 1 and 2) stayed.
        var stability = StateOf([S, S, S], [W, S, S]);
        var sectors = SectorsOf(2, 3, (_, i) => (byte)(i == 0 ? 0 : 1));
        var changes = StateChangeEngine.Compute(stability, sectors, [1], new StateChangeOptions { SectorShrinkage = 3, GlobalShrinkage = 0 });
        Assert.Equal(1 / 3.0, changes.Of(0, None, SoftTargetClass.Stable).WorsenAny, 1e-15);
        Assert.Equal((1 + (3 / 3.0)) / 4, changes.Of(0, 0, SoftTargetClass.Stable).WorsenAny, 1e-15);
        Assert.Equal((0 + (3 / 3.0)) / 5, changes.Of(0, 1, SoftTargetClass.Stable).WorsenAny, 1e-15);
    }

    [Fact]
    public void Two_steps_are_the_square_of_one()
    {
        var stability = StateOf([S, S, W], [S, W, B], [S, B, B]);
        var changes = StateChangeEngine.Compute(stability, SectorsOf(3, 3), [2], Plain with { HorizonSteps = 2, GlobalShrinkage = 1e-13 });
        // One step: S→S 2/3, S→W 1/3; W→B 1; B→B 1. Two steps from S: S 4/9, W 2/9, B 1/3.
        var risk = changes.Of(0, None, SoftTargetClass.Stable);
        Assert.Equal(5 / 9.0, risk.WorsenAny, 1e-12);
        Assert.Equal(1 / 3.0, risk.ToBreaker, 1e-12);
    }

    [Fact]
    public void Five_steps_of_two_states_meet_their_golden_value()
    {
        // Rates .1 up and .3 down a session leave a one-session chain of .25·(1 − e^−.4) and .75·(1 − e^−.4); five sessions on, 0.216166.
        const int Names = 100_000;
        var from = Enumerable.Repeat(S, Names).Concat(Enumerable.Repeat(W, Names)).ToArray();
        var to = Enumerable.Range(0, 2 * Names).Select(i => i < Names ? (i < 8242 ? W : S) : (i - Names < 24726 ? S : W)).ToArray();
        var changes = StateChangeEngine.Compute(
            StateOf(from, to), SectorsOf(2, 2 * Names), [1], Plain with { HorizonSteps = 5, GlobalShrinkage = 1e-9 });
        Assert.Equal(0.216166, changes.Of(0, None, SoftTargetClass.Stable).WorsenAny, 1e-5);
    }

    [Fact]
    public void Stored_classes_alone_give_the_same_risks()
    {
        var market = EngineWorld.Random(15, 150);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var whole = StateChangeEngine.Compute(stability, market.Sectors, [149], StateChangeOptions.Default);
        var classes = StateChangeEngine.Compute(stability.Class, market.Sectors, [149], StateChangeOptions.Default);
        Assert.All(Enum.GetValues<SoftTargetClass>(), c => Assert.Equal(whole.Of(0, 1, c), classes.Of(0, 1, c)));
    }

    [Fact]
    public void Only_transitions_up_to_the_session_count()
    {
        var market = EngineWorld.Random(15, 250);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var sessions = new[] { 60, 100, 180, 249 };
        var whole = StateChangeEngine.Compute(stability, market.Sectors, sessions, StateChangeOptions.Default);
        for (var k = 0; k < sessions.Length; k++)
        {
            var past = EngineWorld.Truncated(market, sessions[k]);
            var alone = StateChangeEngine.Compute(
                StabilityEngine.Compute(past, StabilityOptions.Default, 1), past.Sectors, [sessions[k]], StateChangeOptions.Default);
            foreach (var sector in new byte[] { 0, 1, 2, None })
            {
                foreach (var present in Enum.GetValues<SoftTargetClass>())
                    Assert.Equal(alone.Of(0, sector, present), whole.Of(k, sector, present));
            }
        }
    }

    private static StateChangeState Compute(byte[] row0, byte[] row1, byte[] row2, byte[] row3, int[] sessions)
        => StateChangeEngine.Compute(StateOf(row0, row1, row2, row3), SectorsOf(4, row0.Length), sessions, Plain);

    private static StabilityState StateOf(params byte[][] classes)
    {
        var (sessions, columns) = (classes.Length, classes[0].Length);
        var empty = Panel.Adopt(new double[sessions * columns], sessions, columns);
        return new StabilityState(
            StabilityOptions.Default, empty, empty, empty, empty, empty, empty, empty, CodePanel.Adopt(classes.SelectMany(c => c).ToArray(), sessions, columns));
    }

    private static SectorHistory SectorsOf(int sessions, int columns, Func<int, int, byte>? sector = null)
    {
        var codes = Enumerable.Range(0, sessions * columns).Select(k => sector?.Invoke(k / columns, k % columns) ?? (byte)0).ToArray();
        return new SectorHistory(CodePanel.Adopt(codes, sessions, columns), ["Energy", "Health"], AnyAssumed: false);
    }
}
