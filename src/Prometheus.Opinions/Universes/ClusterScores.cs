using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Universes;

/// <summary>λ̂ of the clusters of one session after the other; each cluster is looked up once a session, not once a name.</summary>
internal sealed class ClusterScores(Market market, StabilityState stability, LambdaPredictions predictions)
{
    private const int Classes = 5;

    private readonly double[] _values = new double[(market.Sectors.Names.Count + 1) * (Classes + 1)];
    private readonly bool[] _known = new bool[(market.Sectors.Names.Count + 1) * (Classes + 1)];

    /// <summary>Gives every candidate the λ̂ of its sector and class on <paramref name="session"/>; NaN without a prediction of that very session.</summary>
    public void Add(UniverseCandidate[] candidates, int session)
    {
        Array.Clear(_known);
        var date = market.Sessions[session];
        var classes = stability.Class.Row(session);
        for (var k = 0; k < candidates.Length; k++)
        {
            var (sector, present) = (candidates[k].Sector, classes[candidates[k].Instrument]);
            var cell = ((sector == CodePanel.None ? market.Sectors.Names.Count : sector) * (Classes + 1)) + Math.Min((int)present, Classes);
            if (!_known[cell])
            {
                _values[cell] = predictions.At(date, market.Sectors.NameOf(sector), present == CodePanel.None ? null : (SoftTargetClass)present);
                _known[cell] = true;
            }

            candidates[k] = candidates[k] with { LambdaScore = _values[cell] };
        }
    }
}
