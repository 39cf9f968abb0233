using System.Runtime.CompilerServices;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Assessment;

/// <summary>The arrays one horizon's assessment is written into, and the constants of its last step.</summary>
internal sealed class HorizonOutput
{
    private readonly int _sessions;
    private readonly int _columns;
    private readonly double[] _z;
    private readonly double[] _expectedReturn;
    private readonly double[] _coverage;
    private readonly byte[] _label;
    private readonly double _returnPerZ;
    private readonly double _roundTrip;
    private readonly double _strongZ;
    private readonly double _plainZ;

    public HorizonOutput(AssessmentOptions options, int sessions, int columns)
    {
        Options = options;
        Weights = IngredientWeights.For(options.HorizonSessions);
        (_sessions, _columns) = (sessions, columns);
        _z = GC.AllocateUninitializedArray<double>(sessions * columns);
        _expectedReturn = GC.AllocateUninitializedArray<double>(sessions * columns);
        _coverage = GC.AllocateUninitializedArray<double>(sessions * columns);
        _label = GC.AllocateUninitializedArray<byte>(sessions * columns);
        _returnPerZ = options.InformationCoefficient * Math.Sqrt(options.HorizonSessions);
        _roundTrip = options.RoundTripCostBps / 10_000;
        _strongZ = NormalDistribution.InverseCdf(1 - options.StrongFraction);
        _plainZ = NormalDistribution.InverseCdf(1 - options.StrongFraction - options.PlainFraction);
    }

    public AssessmentOptions Options { get; }

    /// <summary>Signed ingredient weights of the horizon.</summary>
    public double[] Weights { get; }

    public Span<double> Z(int session) => _z.AsSpan(session * _columns, _columns);

    public Span<double> Coverage(int session) => _coverage.AsSpan(session * _columns, _columns);

    /// <summary>Fills expected returns and labels of a session whose z are in place. A name without σ has no assessment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(int session, ReadOnlySpan<double> sigma)
    {
        var z = Z(session);
        var expected = _expectedReturn.AsSpan(session * _columns, _columns);
        var labels = _label.AsSpan(session * _columns, _columns);
        for (var i = 0; i < z.Length; i++)
        {
            // σ − σ is 0 where σ is observed and NaN where it is not: without σ there is no opinion.
            z[i] += sigma[i] - sigma[i];
            expected[i] = _returnPerZ * sigma[i] * z[i];
            labels[i] = LabelOf(z[i], expected[i]);
        }
    }

    public AssessmentState ToState(Panel idiosyncratic, Panel risk) => new(
        Options,
        Panel.Adopt(_z, _sessions, _columns),
        Panel.Adopt(_expectedReturn, _sessions, _columns),
        idiosyncratic,
        risk,
        Panel.Adopt(_coverage, _sessions, _columns),
        CodePanel.Adopt(_label, _sessions, _columns));

    /// <summary>
    /// By the quantile of the sector-neutral rank, and only beyond the cost of a round trip. Sums of comparisons instead of branches: ranks are
    /// as good as random to the processor.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte LabelOf(double z, double expectedReturn)
    {
        var size = Math.Abs(z);
        var steps = ((size >= _plainZ ? 1 : 0) + (size >= _strongZ ? 1 : 0)) * (Math.Abs(expectedReturn) > _roundTrip ? 1 : 0);
        var label = (int)SignalLabel.Hold + (steps * ((z > 0 ? 2 : 0) - 1));
        return double.IsNaN(z) ? CodePanel.None : (byte)label;
    }
}

/// <summary>What an assessment says in one word. Stored in upper snake case (STRONG_BUY …).</summary>
public enum SignalLabel : byte
{
    StrongSell,
    Sell,
    Hold,
    Buy,
    StrongBuy,
}
