using Prometheus.Core.Markets;
using Prometheus.Core.Panels;

namespace Prometheus.Engines.Assessment;

/// <summary>Assesses one session after the other with its own scratch arrays; one instance a thread.</summary>
internal sealed class SessionAssessor
{
    private readonly Panel[] _ingredients;
    private readonly SectorHistory _sectors;
    private readonly RankScratch _ranks;
    private readonly GaussianQuantiles _quantiles;
    private readonly double[][] _centred;
    private readonly double[] _combined;
    private readonly int _columns;

    public SessionAssessor(PriceFeatures features, SectorHistory sectors, int columns)
    {
        _ingredients = [features.Return5, features.Return21, features.Momentum, features.HighCloseness, features.IdiosyncraticVolatility];
        _sectors = sectors;
        _columns = columns;
        _ranks = new RankScratch(columns);
        _quantiles = new GaussianQuantiles(columns);
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
                for (var f = 0; f < _ingredients.Length; f++)
                    _ranks.CentredRanks(_ingredients[f].Row(session), rankedAt, _centred[f]);
            }

            Combine(horizon, horizon.Coverage(session));
            _ranks.GroupGaussianRanks(_combined, _sectors.Codes.Row(session), _quantiles, horizon.Z(session));
            horizon.Finish(session, _ingredients[^1].Row(session));
        }
    }

    /// <summary>Weighted mean over the observed ingredients; NaN below the least coverage.</summary>
    private void Combine(HorizonOutput horizon, Span<double> coverage)
    {
        var total = 0.0;
        foreach (var weight in horizon.Weights)
            total += Math.Abs(weight);
        for (var i = 0; i < _columns; i++)
        {
            var (sum, present) = (0.0, 0.0);
            for (var f = 0; f < _centred.Length; f++)
            {
                var weight = horizon.Weights[f];
                if (weight == 0 || double.IsNaN(_centred[f][i]))
                    continue;
                sum += weight * _centred[f][i];
                present += Math.Abs(weight);
            }

            coverage[i] = present / total;
            _combined[i] = present > 0 && coverage[i] >= horizon.Options.MinimumCoverage ? sum / present : double.NaN;
        }
    }
}
