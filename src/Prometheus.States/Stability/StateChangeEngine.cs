using System.Runtime.InteropServices;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;

namespace Prometheus.States.Stability;

/// <summary>
/// How likely each soft-target class is to change within a horizon, from the transitions seen so far: counts of all consecutive-session pairs
/// ≤ t of all names (a gap is no pair, staying is), a sector's row shrunk towards the global one, the global row towards a uniform one, then the
/// h-th power of the matrix (sheet B §2.3, §2.4-5).
/// </summary>
public static class StateChangeEngine
{
    private const int Classes = 5;

    /// <summary>Risks at each of <paramref name="sessions"/> (ascending rows), per sector and class.</summary>
    public static StateChangeState Compute(StabilityState stability, SectorHistory sectors, ReadOnlySpan<int> sessions, StateChangeOptions options)
        => Compute(stability.Class, sectors, sessions, options);

    /// <summary>The same from classes alone, such as stored ones: <see cref="SoftTargetClass"/> codes, <see cref="CodePanel.None"/> without a state.</summary>
    public static StateChangeState Compute(CodePanel classes, SectorHistory sectors, ReadOnlySpan<int> sessions, StateChangeOptions options)
    {
        OptionRules.Require(options);
        var groups = sectors.Names.Count + 1; // the last group is the global one, which also serves names without a sector
        var counts = new double[groups * Classes * Classes];
        var risks = new StateChangeRisk[sessions.Length * groups * Classes];
        var counted = 0;
        for (var k = 0; k < sessions.Length; k++)
        {
            for (; counted < sessions[k]; counted++)
                Count(classes.Row(counted), classes.Row(counted + 1), sectors.Codes.Row(counted + 1), counts, groups);
            FillRisks(counts, groups, options, risks.AsSpan(k * groups * Classes, groups * Classes));
        }

        return new StateChangeState(options, sessions.ToArray(), groups, risks);
    }

    private static void Count(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, ReadOnlySpan<byte> sectors, double[] counts, int groups)
    {
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] == CodePanel.None || to[i] == CodePanel.None)
                continue;
            var cell = (from[i] * Classes) + to[i];
            counts[((groups - 1) * Classes * Classes) + cell]++;
            if (sectors[i] != CodePanel.None)
                counts[(sectors[i] * Classes * Classes) + cell]++;
        }
    }

    private static void FillRisks(double[] counts, int groups, StateChangeOptions options, Span<StateChangeRisk> risks)
    {
        Span<double> global = stackalloc double[Classes * Classes];
        Span<double> own = stackalloc double[Classes * Classes];
        Span<double> power = stackalloc double[Classes * Classes];
        Span<double> uniform = stackalloc double[Classes * Classes];
        uniform.Fill(1.0 / Classes);
        Shrink(counts.AsSpan((groups - 1) * Classes * Classes, Classes * Classes), uniform, options.GlobalShrinkage, global);
        for (var g = 0; g < groups; g++)
        {
            if (g == groups - 1)
                global.CopyTo(own);
            else
                Shrink(counts.AsSpan(g * Classes * Classes, Classes * Classes), global, options.SectorShrinkage, own);
            Raise(own, options.HorizonSteps, power);
            for (var c = 0; c < Classes; c++)
                risks[(g * Classes) + c] = StateChangeRisk.Of(power.Slice(c * Classes, Classes), c);
        }
    }

    private static void Shrink(ReadOnlySpan<double> counts, ReadOnlySpan<double> prior, double weight, Span<double> probabilities)
    {
        for (var row = 0; row < Classes; row++)
        {
            var total = 0.0;
            for (var c = 0; c < Classes; c++)
                total += counts[(row * Classes) + c];
            for (var c = 0; c < Classes; c++)
            {
                var cell = (row * Classes) + c;
                probabilities[cell] = total + weight == 0 ? prior[cell] : (counts[cell] + (weight * prior[cell])) / (total + weight);
            }
        }
    }

    private static void Raise(ReadOnlySpan<double> matrix, int power, Span<double> result)
    {
        Span<double> product = stackalloc double[Classes * Classes];
        matrix.CopyTo(result);
        for (var step = 1; step < power; step++)
        {
            for (var i = 0; i < Classes; i++)
            {
                for (var j = 0; j < Classes; j++)
                {
                    var sum = 0.0;
                    for (var m = 0; m < Classes; m++)
                        sum += result[(i * Classes) + m] * matrix[(m * Classes) + j];
                    product[(i * Classes) + j] = sum;
                }
            }

            product.CopyTo(result);
        }
    }
}

/// <summary>How soft-target transitions are pooled and shrunk (models.md, STAB risk).</summary>
public sealed record StateChangeOptions
{
    public static StateChangeOptions Default { get; } = new();

    /// <summary>Sessions ahead.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int HorizonSteps { get; init; } = 1;

    /// <summary>Transitions of weight the global row carries when a sector's own row is estimated.</summary>
    [Range(0, 1e6, Unit = "transitions")]
    public double SectorShrinkage { get; init; } = 200;

    /// <summary>Transitions of weight a uniform row carries when the global row is estimated.</summary>
    [Range(0, 1e6, Unit = "transitions")]
    public double GlobalShrinkage { get; init; } = 5;
}

/// <summary>Probabilities at the horizon for a name that is in a given class now.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StateChangeRisk(double WorsenAny, double ImproveAny, double ToTargetableOrBreaker, double ToBreaker)
{
    /// <param name="row">Distribution over the classes at the horizon.</param>
    /// <param name="present">The class now.</param>
    public static StateChangeRisk Of(ReadOnlySpan<double> row, int present)
    {
        var (worsen, improve) = (0.0, 0.0);
        for (var c = 0; c < row.Length; c++)
        {
            if (c > present)
                worsen += row[c];
            else if (c < present)
                improve += row[c];
        }

        var breaker = row[(int)SoftTargetClass.Breaker];
        return new StateChangeRisk(worsen, improve, row[(int)SoftTargetClass.Targetable] + breaker, breaker);
    }
}
