using System.Buffers;
using Prometheus.Core.Markets;
using Prometheus.Portfolio.Construction.Covariance;

namespace Prometheus.Portfolio.Construction;

/// <summary>The window of returns behind a book's covariance, and what the book risks under it.</summary>
internal static class BookRisk
{
    /// <summary>
    /// Estimates over the names that have enough observed returns in the window ending at the as-of session.
    /// </summary>
    /// <param name="covered">Positions in <paramref name="instruments"/> that take part, ascending.</param>
    /// <returns>Null where no name has enough history.</returns>
    public static FactorCovariance? Estimate(MarketView market, ReadOnlySpan<int> instruments, PortfolioOptions options, out int[] covered)
    {
        var sessions = Math.Min(options.CovarianceSessions, market.AsOf + 1);
        var first = market.AsOf - sessions + 1;
        var rented = ArrayPool<double>.Shared.Rent(sessions * instruments.Length);
        try
        {
            var window = rented.AsSpan(0, sessions * instruments.Length);
            Gather(market, instruments, first, sessions, window);
            covered = Covered(window, sessions, instruments.Length, options.CovarianceMinimumObservations);
            Keep(window, sessions, instruments.Length, covered);
            return covered.Length == 0
                ? null
                : FactorCovariance.Estimate(window[..(sessions * covered.Length)], sessions, covered.Length, options.CovarianceFactors);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Annualised volatility of the covered part and its Euler contributions: 0 for a name without weight, NaN for one without enough history.
    /// </summary>
    /// <returns>Also the share of weight that is covered.</returns>
    public static (EulerRisk Risk, double Coverage) Decompose(
        MarketView market, ReadOnlySpan<int> instruments, ReadOnlySpan<double> weights, PortfolioOptions options)
    {
        var contributions = new double[instruments.Length];
        var places = Weighted(weights, out var gross);
        if (places.Length == 0)
            return (new EulerRisk(0, contributions), 1);
        var held = new int[places.Length];
        for (var h = 0; h < held.Length; h++)
        {
            held[h] = instruments[places[h]];
            contributions[places[h]] = double.NaN;
        }

        if (Estimate(market, held, options, out var covered) is not { } covariance)
            return (new EulerRisk(double.NaN, contributions), 0);

        var (book, coveredGross) = (new double[covered.Length], 0.0);
        for (var c = 0; c < book.Length; c++)
        {
            book[c] = weights[places[covered[c]]];
            coveredGross += Math.Abs(book[c]);
        }

        var risk = EulerRisk.Decompose(book, covariance.Times(book));
        var annual = Math.Sqrt(options.SessionsPerYear);
        for (var c = 0; c < book.Length; c++)
            contributions[places[covered[c]]] = risk.Contributions[c] * annual;
        return (new EulerRisk(risk.Volatility * annual, contributions), coveredGross / gross);
    }

    private static int[] Weighted(ReadOnlySpan<double> weights, out double gross)
    {
        var (places, count) = (new int[weights.Length], 0);
        gross = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            gross += Math.Abs(weights[i]);
            if (weights[i] != 0)
                places[count++] = i;
        }

        return places[..count];
    }

    private static void Gather(MarketView market, ReadOnlySpan<int> instruments, int first, int sessions, Span<double> window)
    {
        for (var t = 0; t < sessions; t++)
        {
            var row = market.TotalReturn.Row(first + t);
            var target = window.Slice(t * instruments.Length, instruments.Length);
            for (var i = 0; i < target.Length; i++)
                target[i] = row[instruments[i]];
        }
    }

    private static int[] Covered(ReadOnlySpan<double> window, int sessions, int names, int minimum)
    {
        var counts = new int[names];
        for (var t = 0; t < sessions; t++)
        {
            var row = window.Slice(t * names, names);
            for (var i = 0; i < names; i++)
                counts[i] += double.IsNaN(row[i]) ? 0 : 1;
        }

        return Enumerable.Range(0, names).Where(i => counts[i] >= minimum).ToArray();
    }

    /// <summary>Moves the covered columns together, in place.</summary>
    private static void Keep(Span<double> window, int sessions, int names, int[] covered)
    {
        if (covered.Length == names)
            return;
        for (var t = 0; t < sessions; t++)
        {
            for (var c = 0; c < covered.Length; c++)
                window[(t * covered.Length) + c] = window[(t * names) + covered[c]];
        }
    }
}
