using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Prometheus.Core.Errors;
using Prometheus.Core.Vectors;

namespace Prometheus.Encoders.Search;

/// <summary>
/// The nearest rows of a block by cosine, each row looked at: one pass over the memory. Dot products are float32 sums in one fixed order whatever
/// the processor: element i goes to lane i mod 16, lanes are added as (l + l+8), then (l + l+4), then (0+2) + (1+3), with + and × only (no fused
/// multiply-add). Order: cosine descending, then distance ascending, then row ascending; rows in id order make that the id.
/// </summary>
public static class ExactSearch
{
    private const int Lanes = 16;

    /// <summary>The best <paramref name="count"/> rows, best first.</summary>
    /// <param name="block">Vectors of any length.</param>
    /// <param name="query">As wide as the block.</param>
    /// <param name="count">At least 1; fewer come where the block is smaller.</param>
    /// <exception cref="DataError">A query of another width.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IReadOnlyList<Match> Top(VectorBlock block, ReadOnlySpan<float> query, int count)
    {
        if (query.Length != block.Dimensions)
            throw new DataError(FormattableString.Invariant($"the vectors are {block.Dimensions} numbers wide, found a query of {query.Length}"));
        var best = new Match[Math.Min(Guard.AtLeast(count, 1), block.Count)];
        var (found, worst) = (0, double.NegativeInfinity);
        var (_, ofQuery) = DotAndSquare(query, query);
        ref var values = ref MemoryMarshal.GetReference(block.Values);
        for (var row = 0; row < block.Count; row++)
        {
            var (dot, square) = DotAndSquare(query, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref values, (nint)row * query.Length), query.Length));
            var scale = (double)ofQuery * square;
            var cosine = scale > 0 ? Math.Clamp(dot / Math.Sqrt(scale), -1, 1) : 0;
            if (found == best.Length && cosine < worst)
                continue;
            var distance = Math.Sqrt(Math.Max(0, (double)ofQuery + square - (2.0 * dot)));
            found = Insert(best, found, new Match(row, cosine, distance));
            worst = best[found - 1].Cosine;
        }

        return best[..found];
    }

    /// <summary>Keeps the order; a row that is worse than all of a full list falls off its end.</summary>
    private static int Insert(Match[] best, int found, Match match)
    {
        var place = found;
        while (place > 0 && IsBetter(match, best[place - 1]))
            place--;
        if (place == best.Length)
            return found;
        var kept = Math.Min(found, best.Length - 1);
        best.AsSpan(place, kept - place).CopyTo(best.AsSpan(place + 1));
        best[place] = match;
        return Math.Min(found + 1, best.Length);
    }

    private static bool IsBetter(Match match, Match other)
        => match.Cosine > other.Cosine || (match.Cosine == other.Cosine && match.Distance < other.Distance);

    /// <summary>Σ x·y and Σ y² in one reading of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float Dot, float Square) DotAndSquare(ReadOnlySpan<float> query, ReadOnlySpan<float> row)
    {
        ref var x = ref MemoryMarshal.GetReference(query);
        ref var y = ref MemoryMarshal.GetReference(row);
        var (dotLow, dotHigh, squareLow, squareHigh) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
        {
            var low = Vector256.LoadUnsafe(ref y, (nuint)i);
            var high = Vector256.LoadUnsafe(ref y, (nuint)i + 8);
            dotLow += Vector256.LoadUnsafe(ref x, (nuint)i) * low;
            dotHigh += Vector256.LoadUnsafe(ref x, (nuint)i + 8) * high;
            squareLow += low * low;
            squareHigh += high * high;
        }

        if (i < row.Length)
        {
            Span<float> rest = stackalloc float[2 * Lanes];
            rest.Clear();
            query[i..].CopyTo(rest);
            row[i..].CopyTo(rest[Lanes..]);
            ref var r = ref MemoryMarshal.GetReference(rest);
            var low = Vector256.LoadUnsafe(ref r, Lanes);
            var high = Vector256.LoadUnsafe(ref r, Lanes + 8);
            dotLow += Vector256.LoadUnsafe(ref r) * low;
            dotHigh += Vector256.LoadUnsafe(ref r, 8) * high;
            squareLow += low * low;
            squareHigh += high * high;
        }

        return (Sum(dotLow + dotHigh), Sum(squareLow + squareHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector256<float> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
}

/// <summary>A row found by a search.</summary>
/// <param name="Row">Of the searched block.</param>
/// <param name="Cosine">To the query, −1 … 1; 0 where a vector has no length.</param>
/// <param name="Distance">Euclidean, to the query.</param>
public readonly record struct Match(int Row, double Cosine, double Distance);
