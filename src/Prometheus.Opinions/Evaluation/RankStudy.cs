using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;

namespace Prometheus.Opinions.Evaluation;

/// <summary>One pair of cross-sections after the other with its own scratch; one instance a thread.</summary>
internal sealed class RankStudy(int columns)
{
    private readonly CrossSection _section = new(columns);
    private readonly double[] _x = new double[columns];
    private readonly double[] _y = new double[columns];
    private readonly double[] _rankX = new double[columns];
    private readonly double[] _rankY = new double[columns];
    private readonly double[] _dense = new double[columns];

    /// <summary>Names observed in both of the last pair.</summary>
    public int Count { get; private set; }

    /// <summary>Rank correlation over the names observed in both; NaN below <paramref name="minimum"/> names or where one side is all ties.</summary>
    /// <param name="x">A score.</param>
    /// <param name="y">What it is held against.</param>
    /// <param name="sectors">Sector codes, or empty for the whole market.</param>
    /// <param name="sector">The sector that counts.</param>
    public double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int minimum, ReadOnlySpan<byte> sectors = default, byte sector = 0)
    {
        Count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var both = !double.IsNaN(x[i]) && !double.IsNaN(y[i]) && (sectors.IsEmpty || sectors[i] == sector);
            _x[i] = both ? x[i] : double.NaN;
            _y[i] = both ? y[i] : double.NaN;
            Count += both ? 1 : 0;
        }

        if (Count < minimum)
            return double.NaN;
        Rank(_x, _rankX);
        Rank(_y, _rankY);
        return Prometheus.Core.Statistics.Correlation.Pearson(_rankX.AsSpan(0, Count), _rankY.AsSpan(0, Count));
    }

    /// <summary>
    /// Mean outcome of each bucket of the last pair over the mean of all its names, lowest scores first; ties share a bucket. NaN for an empty one.
    /// </summary>
    public void Buckets(Span<double> means)
    {
        var y = _dense.AsSpan(0, LaneSum.Compact(_y, _dense));
        var all = LaneStatistics.Mean(y);
        Span<double> sums = stackalloc double[means.Length];
        Span<int> counts = stackalloc int[means.Length];
        sums.Clear();
        counts.Clear();
        for (var k = 0; k < Count; k++)
        {
            var bucket = BucketOf(_rankX[k], means.Length);
            sums[bucket] += y[k];
            counts[bucket]++;
        }

        for (var b = 0; b < means.Length; b++)
            means[b] = counts[b] == 0 ? double.NaN : (sums[b] / counts[b]) - all;
    }

    /// <summary>Marks the names of the highest bucket of a cross-section and returns how many there are.</summary>
    public int MarkTop(ReadOnlySpan<double> x, int buckets, Span<bool> top)
    {
        top.Clear();
        _section.Load(x);
        Count = _section.Count;
        _rankX.AsSpan().Fill(double.NaN);
        _section.WriteRanks(_rankX);
        var marked = 0;
        for (var i = 0; i < x.Length; i++)
        {
            top[i] = !double.IsNaN(_rankX[i]) && BucketOf(_rankX[i], buckets) == buckets - 1;
            marked += top[i] ? 1 : 0;
        }

        return marked;
    }

    private int BucketOf(double rank, int buckets) => Math.Min(buckets - 1, (int)Math.Floor((rank - 0.5) / Count * buckets));

    /// <summary>The ranks of the observed values, moved together in column order.</summary>
    private void Rank(double[] values, double[] ranks)
    {
        ranks.AsSpan().Fill(double.NaN);
        _section.Load(values);
        _section.WriteRanks(ranks);
        LaneSum.Compact(ranks, ranks);
    }
}
