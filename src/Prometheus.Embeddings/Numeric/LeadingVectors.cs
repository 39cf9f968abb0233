using Prometheus.Core.Markets;
using Prometheus.Core.Vectors;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// The leading components of every name's vector on every session: what engines take as features. Components are ordered by what they explain
/// in the first fit, and later fits are aligned to it, so the leading ones stay the telling ones. Row t from rows ≤ t.
/// </summary>
public static class LeadingVectors
{
    public const int Components = 16;

    /// <summary>Sessions encoded at once: the whole vectors of some months, never of the whole history.</summary>
    private const int Piece = 126;

    /// <param name="market">Closes, and volumes where the model reads them.</param>
    /// <param name="model">Which encoder, with its default options.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between pieces.</param>
    public static VectorPanel Compute(Market market, NumericModel model, int workers, CancellationToken cancellation = default)
    {
        var entities = MarketEntities.Of(market);
        var state = NumericEngine.Fit(entities, model, NumericOptions.Default, workers, cancellation);
        var (sessions, names) = (market.Sessions.Count, entities.Instruments.Count);
        var values = new float[sessions * names * Components];
        values.AsSpan().Fill(float.NaN);
        for (var first = 0; first < sessions; first += Piece)
        {
            var end = Math.Min(sessions, first + Piece);
            var block = NumericEngine.Encode(state, entities.Instruments, first, end, workers, cancellation);
            for (var t = first; t < end; t++)
            {
                for (var i = 0; i < names; i++)
                {
                    if (block.Has(t, i))
                        block.Vector(t, i)[..Components].CopyTo(values.AsSpan(((t * names) + i) * Components));
                }
            }
        }

        return VectorPanel.Adopt(values, sessions, names, Components);
    }
}
