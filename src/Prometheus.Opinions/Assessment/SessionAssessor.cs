using System.Numerics;
using System.Runtime.CompilerServices;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.States.Prices;

namespace Prometheus.Opinions.Assessment;

/// <summary>Assesses one session after the other with its own scratch arrays; one instance a thread.</summary>
internal sealed class SessionAssessor
{
    private readonly Panel[] _ingredients;
    private readonly SectorHistory _sectors;
    private readonly CrossSection _section;
    private readonly double[][] _centred;
    private readonly double[] _combined;

    public SessionAssessor(PriceFeatures features, SectorHistory sectors, int columns)
    {
        _ingredients = [features.Return5, features.Return21, features.Momentum, features.HighCloseness, features.IdiosyncraticVolatility];
        _sectors = sectors;
        _section = new CrossSection(columns);
        _centred = _ingredients.Select(_ => new double[columns]).ToArray();
        _combined = new double[columns];
    }

    public void Assess(int session, ReadOnlySpan<HorizonOutput> horizons)
    {
        var rankedAt = double.NaN;
        foreach (var horizon in horizons)
        {
            if (horizon.Options.WinsorAtMads != rankedAt)
            {
                rankedAt = horizon.Options.WinsorAtMads;
                RankIngredients(session, rankedAt);
            }

            Combine(horizon, horizon.Coverage(session));
            var z = horizon.Z(session);
            z.Fill(double.NaN);
            _section.Load(_combined);
            _section.WriteGaussianRanksWithin(_sectors.Codes.Row(session), z);
            horizon.Finish(session, _ingredients[^1].Row(session));
        }
    }

    private void RankIngredients(int session, double mads)
    {
        for (var f = 0; f < _ingredients.Length; f++)
        {
            _centred[f].AsSpan().Fill(double.NaN);
            _section.Load(_ingredients[f].Row(session));
            _section.WriteWinsorizedRanks(mads, _centred[f]);
        }
    }

    /// <summary>Weighted mean over the observed ingredients; NaN below the least coverage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Combine(HorizonOutput horizon, Span<double> coverage)
    {
        var total = 0.0;
        foreach (var weight in horizon.Weights)
            total += Math.Abs(weight);
        _combined.AsSpan().Clear();
        coverage.Clear();
        for (var f = 0; f < _centred.Length; f++)
        {
            if (horizon.Weights[f] != 0)
                Accumulate(_centred[f], horizon.Weights[f], _combined, coverage);
        }

        for (var i = 0; i < _combined.Length; i++)
        {
            var present = coverage[i];
            coverage[i] = present / total;
            _combined[i] = present > 0 && coverage[i] >= horizon.Options.MinimumCoverage ? _combined[i] / present : double.NaN;
        }
    }

    /// <summary>Adds weight·x to the sums and |weight| to what is present, where x is observed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(ReadOnlySpan<double> values, double weight, Span<double> sums, Span<double> present)
    {
        var (weights, sizes, zero) = (new Vector<double>(weight), new Vector<double>(Math.Abs(weight)), Vector<double>.Zero);
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var x = new Vector<double>(values[i..]);
            var observed = Vector.Equals(x, x);
            (new Vector<double>(sums[i..]) + Vector.ConditionalSelect(observed, weights * x, zero)).CopyTo(sums[i..]);
            (new Vector<double>(present[i..]) + Vector.ConditionalSelect(observed, sizes, zero)).CopyTo(present[i..]);
        }

        for (; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                continue;
            sums[i] += weight * values[i];
            present[i] += Math.Abs(weight);
        }
    }
}
