using Prometheus.Core.Errors;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Scenarios;

/// <summary>
/// Which scenarios a book resembles (sheet A §3.6): plain cosine and Euclidean distance between the book's vector and each scenario's. Resemblance is
/// not loss: what the scenario would cost the book stands beside it wherever it is shown.
/// </summary>
/// <param name="ContextNorm">Length of the book's vector; short where its names point in different directions.</param>
/// <param name="InstrumentsUsed">Names of the book with a vector.</param>
/// <param name="Coverage">Their share of Σ|w|.</param>
/// <param name="Scenarios">By cosine descending, then distance ascending, then id ascending; at least one.</param>
public sealed record StabExposure(double ContextNorm, int InstrumentsUsed, double Coverage, IReadOnlyList<ScenarioCloseness> Scenarios)
{
    private const int Top = 3;

    public ScenarioCloseness Closest => Scenarios[0];

    /// <summary>Mean cosine of the three closest scenarios, of all where there are fewer.</summary>
    public double Top3CosineMean
    {
        get
        {
            var count = Math.Min(Top, Scenarios.Count);
            var sum = 0.0;
            for (var k = 0; k < count; k++)
                sum += Scenarios[k].Cosine;
            return sum / count;
        }
    }

    /// <param name="book">The book's vector.</param>
    /// <param name="scenarios">At least one.</param>
    /// <exception cref="DataError">A scenario of another width.</exception>
    public static StabExposure Of(BookVector book, IReadOnlyList<EmbeddedScenario> scenarios)
    {
        var norm = book.Norm;
        var ranked = scenarios.Select(s => Compare(book.Vector, norm, s)).ToArray();
        Array.Sort(ranked, static (a, b) =>
            b.Cosine.CompareTo(a.Cosine) is var cosine and not 0 ? cosine
            : a.Distance.CompareTo(b.Distance) is var distance and not 0 ? distance
            : string.CompareOrdinal(a.ScenarioId, b.ScenarioId));
        return new StabExposure(norm, book.InstrumentsUsed, book.Coverage, ranked);
    }

    private static ScenarioCloseness Compare(float[] book, double norm, EmbeddedScenario scenario)
    {
        if (scenario.Vector.Length != book.Length)
        {
            throw new DataError(FormattableString.Invariant(
                $"scenario {scenario.ScenarioId} is {scenario.Vector.Length} numbers wide, the book {book.Length}: they come from different spaces"));
        }

        var (dot, squares, distance) = (0.0, 0.0, 0.0);
        for (var d = 0; d < book.Length; d++)
        {
            double x = book[d], y = scenario.Vector[d];
            dot += x * y;
            squares += y * y;
            distance += (x - y) * (x - y);
        }

        var lengths = norm * Math.Sqrt(squares);
        return new ScenarioCloseness(scenario, lengths > 0 ? Math.Clamp(dot / lengths, -1, 1) : 0, Math.Sqrt(distance));
    }
}

/// <summary>A book in a joint space: z = Σ wᵢ·zᵢ / Σ|wᵢ| over its names that have a vector (sheet A §3.6). It is not made unit length.</summary>
/// <param name="Vector">z.</param>
/// <param name="BranchMask">Branches that one of its names has.</param>
/// <param name="InstrumentsUsed">Names with a vector.</param>
/// <param name="Coverage">Their share of Σ|w|.</param>
/// <param name="Oldest">The date of the oldest vector used.</param>
public sealed record BookVector(float[] Vector, long BranchMask, int InstrumentsUsed, double Coverage, DateOnly Oldest)
{
    /// <summary>√Σ z².</summary>
    public double Norm
    {
        get
        {
            var squares = 0.0;
            foreach (var value in Vector)
                squares += (double)value * value;
            return Math.Sqrt(squares);
        }
    }

    /// <param name="instruments">In ordinal order.</param>
    /// <param name="weights">Fractions of equity, as many; shorts are negative.</param>
    /// <param name="vectorOf">The vector of a name as known for the book, or null.</param>
    /// <returns>Null where no name of the book has a vector.</returns>
    /// <exception cref="DataError">Vectors of two widths.</exception>
    public static BookVector? Of(ReadOnlySpan<string> instruments, ReadOnlySpan<double> weights, Func<string, JointVector?> vectorOf)
    {
        double[]? sums = null;
        var (gross, used, mask, count, oldest) = (0.0, 0.0, 0L, 0, DateOnly.MaxValue);
        for (var k = 0; k < instruments.Length; k++)
        {
            gross += Math.Abs(weights[k]);
            if (weights[k] == 0 || vectorOf(instruments[k]) is not { } state)
                continue;
            sums ??= new double[state.Vector.Length];
            if (state.Vector.Length != sums.Length)
                throw new DataError(FormattableString.Invariant($"the vector of {instruments[k]} is {state.Vector.Length} numbers wide, those of other names {sums.Length}"));
            for (var d = 0; d < sums.Length; d++)
                sums[d] += weights[k] * state.Vector[d];
            (used, mask, count) = (used + Math.Abs(weights[k]), mask | state.BranchMask, count + 1);
            oldest = state.AsOf < oldest ? state.AsOf : oldest;
        }

        return sums is null ? null : new BookVector(Array.ConvertAll(sums, s => (float)((s / used) + 0.0)), mask, count, used / gross, oldest);
    }
}

/// <summary>How close a book is to one scenario in their joint space.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Cosine">−1 … 1; 0 where one of the two vectors has no length.</param>
/// <param name="Distance">Euclidean, ≥ 0.</param>
public sealed record ScenarioCloseness(EmbeddedScenario Scenario, double Cosine, double Distance)
{
    public string ScenarioId => Scenario.ScenarioId;
}

/// <summary>A scenario in the joint space.</summary>
/// <param name="ScenarioId">Its path in the set, as text.</param>
/// <param name="AsOf">The date of its last day.</param>
/// <param name="Vector">In the joint space.</param>
/// <param name="BranchMask">Bit b: branch b is present.</param>
public sealed record EmbeddedScenario(string ScenarioId, DateOnly AsOf, float[] Vector, long BranchMask);
