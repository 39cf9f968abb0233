using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Vectors;
using Prometheus.States.Declarations;

namespace Prometheus.Opinions.Assessment;

/// <summary>The context vectors of one joint model, by date, then name; wide ones as their sketch. Immutable and named by a digest.</summary>
public sealed class ContextVectors : IStoredInput
{
    private readonly (DateOnly Date, string Id)[] _keys;
    private readonly VectorBlock _vectors;
    private readonly double[] _norms;
    private readonly double[] _coverages;

    internal ContextVectors(
        string modelId, string digest, (DateOnly Date, string Id)[] keys, VectorBlock vectors, double[] norms, double[] coverages)
        => (ModelId, Digest, _keys, _vectors, _norms, _coverages) = (modelId, digest, keys, vectors, norms, coverages);

    public string ModelId { get; }

    /// <summary>Hex SHA-256 of every vector that was read, kept or not.</summary>
    public string Digest { get; }

    public int Count => _keys.Length;

    /// <summary>Numbers of a vector as a head sees it.</summary>
    public int Dimensions => _vectors.Dimensions;

    /// <summary>All of them kept; in any order, a name and date once.</summary>
    public static ContextVectors Of(string modelId, IEnumerable<ContextVector> vectors)
    {
        var builder = new ContextVectorsBuilder(modelId);
        foreach (var vector in vectors.OrderBy(v => v.AsOf).ThenBy(v => v.InstrumentId, StringComparer.Ordinal))
            builder.Add(vector);
        return builder.Build();
    }

    /// <summary>Day of a row.</summary>
    public DateOnly DateOf(int row) => _keys[row].Date;

    /// <summary>Length of the stored vector.</summary>
    public double NormOf(int row) => _norms[row];

    public double CoverageOf(int row) => _coverages[row];

    /// <summary>A vector for use at the close of <paramref name="usedOn"/>.</summary>
    /// <exception cref="LookAheadError">It is of a later day.</exception>
    public ReadOnlySpan<float> Row(int row, DateOnly usedOn)
        => _keys[row].Date <= usedOn
            ? _vectors.Row(row)
            : throw new LookAheadError($"the context vector of {_keys[row].Id} on {_keys[row].Date:yyyy-MM-dd} was used on {usedOn:yyyy-MM-dd}");

    /// <summary>Column of each row; −1 where the market does not have the name, or it is a fund.</summary>
    internal int[] ColumnsIn(Market market)
        => Array.ConvertAll(_keys, k => market.Instruments.IndexOf(k.Id) is >= 0 and var column && !market.Funds.Contains(column) ? column : -1);

    /// <summary>The row in force of every name on every session, [sessions × instruments]; −1 where there is none or the last one is too old.</summary>
    internal int[] InForce(Market market, int maximumAgeSessions)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var rows = new int[sessions * columns];
        Array.Fill(rows, -1);
        var columnOf = ColumnsIn(market);
        for (var k = 0; k < _keys.Length; k++)
        {
            if (columnOf[k] < 0)
                continue;
            var from = market.Sessions.FirstAtOrAfter(_keys[k].Date);

            // Rows ascend by date: a later vector writes over an earlier one.
            for (var t = from; t <= Math.Min(sessions - 1, from + maximumAgeSessions); t++)
                rows[(t * columns) + columnOf[k]] = k;
        }

        return rows;
    }
}
