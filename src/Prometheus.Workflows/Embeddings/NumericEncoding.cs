using Prometheus.Core.Markets;
using Prometheus.Engines.Embeddings;
using Prometheus.Engines.Stability;
using Prometheus.Storage.Databases;
using Prometheus.Storage.Stores.Embeddings;

namespace Prometheus.Workflows.Embeddings;

/// <summary>Computes units of window vectors block by block, the next block while the one before is written, and keeps count.</summary>
internal sealed class NumericEncoding
{
    /// <summary>Bytes of vectors in one block; two are in memory at once.</summary>
    private const long BlockBytes = 64L << 20;

    private readonly NumericEmbeddingOptions _options;
    private readonly int _workers;
    private readonly CancellationToken _cancellation;
    private readonly Lazy<MarketEntities> _entities;
    private readonly Dictionary<NumericModel, int> _fits = [];
    private readonly Dictionary<NumericUnit, (long Vectors, long Written, long Without)> _counts = [];
    private readonly Lazy<(int First, int End)> _written;
    private NumericState? _state;

    public NumericEncoding(Market market, NumericEmbeddingOptions options, int workers, CancellationToken cancellation)
    {
        (Market, _options, _workers, _cancellation) = (market, options, workers, cancellation);
        _entities = new Lazy<MarketEntities>(() => MarketEntities.Of(market));
        _written = new Lazy<(int, int)>(() =>
        {
            var first = Math.Clamp(options.Offset, 0, market.Instruments.Count);
            return (first, (int)Math.Min(market.Instruments.Count, (long)first + (options.Limit ?? int.MaxValue)));
        });
    }

    public Market Market { get; }

    public string IdOf(NumericModel model) => NumericModels.IdOf(model, _options.Numeric);

    /// <summary>Fits of a model that was computed by this run.</summary>
    public int FitsOf(NumericModel model) => _fits.GetValueOrDefault(model);

    public long Vectors(NumericUnit unit) => _counts.GetValueOrDefault(unit).Vectors;

    public long Written(NumericUnit unit) => _counts.GetValueOrDefault(unit).Written;

    public long WithoutVector(NumericUnit unit) => _counts.GetValueOrDefault(unit).Without;

    /// <summary>The fits of a model; those of the last one asked for are kept.</summary>
    public NumericState StateOf(NumericModel model)
    {
        if (_state?.Model != model)
            _state = NumericEngine.Fit(_entities.Value, model, _options.Numeric, _workers, _cancellation);
        _fits[model] = _state!.Fits.Count;
        return _state;
    }

    public void Count(NumericUnit unit)
    {
        foreach (var _ in Blocks(unit))
        {
        }
    }

    public long Save(DatabaseTransaction transaction, NumericUnit unit)
    {
        var range = new NumericRange(Market.Definition.MarketId, Market.Sessions[unit.First], Market.Sessions[unit.Last]);
        if (unit.EntityType == MarketEntities.Instrument && IsPartial)
            range = range with { Entities = [.. Columns.Select(i => Market.Instruments[i])] };
        var rows = NumericEmbeddingStore.Save(transaction, StateOf(unit.Model), SeriesOf(unit.EntityType), Market.Sessions, range, Blocks(unit));
        _counts[unit] = _counts.GetValueOrDefault(unit) with { Written = rows };
        return rows;
    }

    private bool IsPartial => _options.Instruments is not null || _options.Offset > 0 || _options.Limit is not null;

    /// <summary>Instruments that are written.</summary>
    private IEnumerable<int> Columns => Enumerable.Range(0, Market.Instruments.Count)
        .Where(i => _options.Instruments is null || _options.Instruments.Contains(Market.Instruments[i]))
        .Skip(_written.Value.First)
        .Take(_written.Value.End - _written.Value.First);

    private EntitySeries SeriesOf(string entityType) => entityType switch
    {
        StabilityAggregation.Sector => _entities.Value.Sectors,
        StabilityAggregation.WholeMarket => _entities.Value.Market,
        _ when IsPartial => _entities.Value.Instruments.Subset([.. Columns]),
        _ => _entities.Value.Instruments,
    };

    private IEnumerable<NumericBlock> Blocks(NumericUnit unit)
    {
        var (state, series) = (StateOf(unit.Model), SeriesOf(unit.EntityType));
        var bytes = Math.Max(1L, series.Count) * _options.Numeric.Dimensions * sizeof(float);
        var sessions = (int)Math.Clamp(BlockBytes / bytes, 16, 1024);
        var next = Encode(unit.First);
        while (next is not null)
        {
            var block = next.GetAwaiter().GetResult();
            var first = block.First + block.Sessions;
            next = first <= unit.Last ? Encode(first) : null;
            Tally(unit, series, block);
            yield return block;
        }

        Task<NumericBlock> Encode(int first) => Task.Run(
            () => NumericEngine.Encode(state, series, first, Math.Min(unit.Last + 1, first + sessions), _workers, _cancellation), _cancellation);
    }

    private void Tally(NumericUnit unit, EntitySeries series, NumericBlock block)
    {
        var (vectors, without) = (0L, 0L);
        for (var t = block.First; t < block.First + block.Sessions; t++)
        {
            for (var i = 0; i < block.Entities; i++)
            {
                var has = block.Has(t, i);
                vectors += has ? 1 : 0;
                without += !has && !double.IsNaN(series.LogReturns[t, i]) ? 1 : 0;
            }
        }

        var before = _counts.GetValueOrDefault(unit);
        _counts[unit] = before with { Vectors = before.Vectors + vectors, Without = before.Without + without };
    }
}
