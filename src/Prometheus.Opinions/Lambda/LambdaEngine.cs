using System.Runtime.InteropServices;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// λ as <c>disp_vol</c> (sheet B §6.1): within each cluster of names that share sector and soft-target class on a session, the dispersion of
/// the day's simple total returns plus the mean realised volatility of the names. Funds are no names. The row of session t depends on the
/// returns of its own window and on sector and class of t alone.
/// </summary>
public static class LambdaEngine
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members;

    private const int ChunkSessions = 32;

    /// <param name="market">Total returns, sectors and funds.</param>
    /// <param name="classes">[sessions × instruments] soft-target codes of the same market.</param>
    /// <param name="options">Window and smallest cluster.</param>
    /// <param name="firstSession">First row wanted; earlier ones only serve the windows.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between groups of sessions.</param>
    /// <exception cref="ModelError">Classes of another shape than the market.</exception>
    public static LambdaState Compute(
        Market market, CodePanel classes, LambdaDensityOptions options, int firstSession, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var returns = market.TotalReturns.Simple;
        if (classes.Sessions != returns.Sessions || classes.Columns != returns.Columns)
            throw new ModelError($"classes of {classes.Sessions} sessions × {classes.Columns} names do not fit a market of {returns.Sessions} × {returns.Columns}");

        // Returns begin on the second session, so the first window is complete on row LookbackSessions − 1.
        var first = Math.Max(firstSession, options.LookbackSessions - 1);
        var chunks = Math.Max(0, (returns.Sessions - first + ChunkSessions - 1) / ChunkSessions);
        var found = new List<ClusterDensity>[chunks];
        var unclassed = new long[chunks];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        Parallel.For(0, chunks, parallel, chunk =>
        {
            var measure = new ClusterMeasure(market, classes, options);
            var from = first + (chunk * ChunkSessions);
            for (var t = from; t < Math.Min(returns.Sessions, from + ChunkSessions); t++)
                measure.Add(t);
            (found[chunk], unclassed[chunk]) = (measure.Found, measure.WithoutState);
        });
        return new LambdaState(options, firstSession, found.SelectMany(c => c).ToArray(), unclassed.Sum());
    }
}

/// <summary>λ of every cluster that was large enough.</summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="FirstSession">First row asked for.</param>
/// <param name="Clusters">By session, then sector name, then class name, ordinally.</param>
/// <param name="WithoutState">Names with a return and a volatility but no class, summed over sessions: they count as UNKNOWN.</param>
public sealed record LambdaState(LambdaDensityOptions Options, int FirstSession, IReadOnlyList<ClusterDensity> Clusters, long WithoutState)
{
    public const string Definition = "disp_vol";

    /// <summary>The clusters as rows of a λ panel.</summary>
    public IReadOnlyList<LambdaRow> Rows(Market market)
    {
        var rows = new LambdaRow[Clusters.Count];
        for (var k = 0; k < rows.Length; k++)
        {
            var c = Clusters[k];
            rows[k] = new LambdaRow(
                market.Sessions[c.Session],
                market.Definition.MarketId,
                market.Sectors.NameOf(c.Sector),
                ClusterNames.OfCode(c.Class),
                c.Names,
                c.Dispersion,
                c.AverageVolatility,
                c.Lambda);
        }

        return rows;
    }
}

/// <summary>λ of one cluster on one session, daily and in fractions.</summary>
/// <param name="Session">Row of the market.</param>
/// <param name="Sector">Sector code; <see cref="Core.Panels.CodePanel.None"/> is UNKNOWN.</param>
/// <param name="Class">Class code; <see cref="Core.Panels.CodePanel.None"/> is UNKNOWN.</param>
/// <param name="Names">Names with a return and a volatility.</param>
/// <param name="Dispersion">Sample standard deviation of the day's simple total returns across the names.</param>
/// <param name="AverageVolatility">Mean of the names' daily volatilities.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClusterDensity(int Session, byte Sector, byte Class, int Names, double Dispersion, double AverageVolatility)
{
    public double Lambda => Dispersion + AverageVolatility;
}

/// <summary>Constants of <c>disp_vol</c>.</summary>
public sealed record LambdaDensityOptions
{
    public static LambdaDensityOptions Default { get; } = new();

    /// <summary>Sessions of the volatility window, the as-of session included: one return fewer.</summary>
    [Range(3, 2520, Unit = "sessions")]
    public int LookbackSessions { get; init; } = 20;

    /// <summary>A cluster of fewer names has no λ that day.</summary>
    [Range(2, 100_000, Unit = "names")]
    public int MinimumNames { get; init; } = 5;

    /// <summary>Share of the window's returns a name must have observed to count.</summary>
    [Range(0, 1, Unit = "fraction")]
    public double MinimumObserved { get; init; } = 0.75;

    /// <summary>Returns of the window.</summary>
    internal int Returns => LookbackSessions - 1;

    /// <summary>Observed returns a volatility needs; two at least.</summary>
    internal int MinimumReturns => Math.Max(2, (int)Math.Ceiling(MinimumObserved * Returns));
}
