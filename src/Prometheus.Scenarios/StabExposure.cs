using Prometheus.Core.Errors;

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
