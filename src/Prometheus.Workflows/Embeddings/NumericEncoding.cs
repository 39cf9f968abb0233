using Prometheus.Core.Markets;
using Prometheus.Embeddings.Numeric;
using Prometheus.States.Stability;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Embeddings;

/// <summary>
/// Computes units of window vectors block by block, the next block while the one before is written, and keeps count. A block is read until
/// the next is asked for.
/// </summary>
internal sealed class NumericEncoding
{
    /// <summary>Bytes of vectors in one block; two are in memory at once.</summary>
    private const long BlockBytes = 64L << 20;

    private readonly NumericEmbeddingOptions _options;
    private readonly int _workers;
    private readonly CancellationToken _cancellation;
    private readonly Lazy<MarketEntities> _entities;
    private readonly Dictionary<NumericModel, NumericState> _states = [];
    private readonly Lazy<EntitySeries> _instruments;
    private readonly Stack<NumericBlock> _spent = [];
    private readonly Dictionary<NumericUnit, (long Vectors, long Written, long Without)> _counts = [];

    public NumericEncoding(Market market, NumericEmbeddingOptions options, int workers, CancellationToken cancellation)
    {
        (Market, _options, _workers, _cancellation) = (market, options, workers, cancellation);
        _entities = new Lazy<MarketEntities>(() => MarketEntities.Of(market));
        _instruments = new Lazy<EntitySeries>(() => IsPartial ? _entities.Value.Instruments.Subset([.. Columns]) : _entities.Value.Instruments);
    }

    public Market Market { get; }

    public string IdOf(NumericModel model) => NumericModels.IdOf(model, _options.Numeric);

    /// <summary>Fits of a model that was computed by this run.</summary>
    public int FitsOf(NumericModel model) => _states.TryGetValue(model, out var state) ? state.Fits.Count : 0;

    public long Vectors(NumericUnit unit) => _counts.GetValueOrDefault(unit).Vectors;

    public long Written(NumericUnit unit) => _counts.GetValueOrDefault(unit).Written;

    public long WithoutVector(NumericUnit unit) => _counts.GetValueOrDefault(unit).Without;

    /// <summary>The fits of a model, made when first asked for.</summary>
    public NumericState StateOf(NumericModel model)
    {
        if (!_states.TryGetValue(model, out var state))
            _states.Add(model, state = NumericEngine.Fit(_entities.Value, model, _options.Numeric, _workers, _cancellation));
        return state;
    }

    public void Count(NumericUnit unit)
    {
        foreach (var _ in Blocks(unit))
        {
        }
    }

    public long Save(DatabaseTransaction transaction, NumericUnit unit)
    {
        var range = RangeOf(unit.EntityType, unit.First, unit.Last);
        var rows = NumericEmbeddingStore.Save(transaction, StateOf(unit.Model), SeriesOf(unit.EntityType), Market.Sessions, range, Blocks(unit));
        _counts[unit] = _counts.GetValueOrDefault(unit) with { Written = rows };
        return rows;
    }

    /// <summary>Empties what units that follow each other will write.</summary>
    public void Clear(DatabaseTransaction transaction, IReadOnlyList<NumericUnit> units)
    {
        foreach (var types in IsPartial ? units.Select(u => u.EntityType).Distinct().Select(t => new[] { t }) : [units.Select(u => u.EntityType).Distinct().ToArray()])
        {
            NumericEmbeddingStore.Clear(
                transaction,
                units.Select(u => IdOf(u.Model)).Distinct().ToArray(),
                NumericModels.WindowSpec(_options.Numeric.WindowSessions),
                types,
                RangeOf(types[0], units.Min(u => u.First), units.Max(u => u.Last)));
        }
    }

    private NumericRange RangeOf(string entityType, int first, int last)
    {
        var range = new NumericRange(Market.Definition.MarketId, Market.Sessions[first], Market.Sessions[last]);
        return entityType == MarketEntities.Instrument && IsPartial ? range with { Entities = [.. Columns.Select(i => Market.Instruments[i])] } : range;
    }

    private bool IsPartial => _options.Instruments is not null || _options.Offset > 0 || _options.Limit is not null;

    /// <summary>Instruments that are written.</summary>
    private IEnumerable<int> Columns => Enumerable.Range(0, Market.Instruments.Count)
        .Where(i => _options.Instruments is null || _options.Instruments.Contains(Market.Instruments[i]))
        .Skip(_options.Offset)
        .Take(_options.Limit ?? int.MaxValue);

    private EntitySeries SeriesOf(string entityType) => entityType switch
    {
        StabilityAggregation.Sector => _entities.Value.Sectors,
        StabilityAggregation.WholeMarket => _entities.Value.Market,
        _ => _instruments.Value,
    };

    private IEnumerable<NumericBlock> Blocks(NumericUnit unit)
    {
        var (state, series) = (StateOf(unit.Model), SeriesOf(unit.EntityType));
        var bytes = Math.Max(1L, series.Count) * _options.Numeric.Dimensions * sizeof(float);
        var sessions = (int)Math.Clamp(BlockBytes / bytes, 16, 1024);
        var next = Encode(unit.First);
        try
        {
            while (next is not null)
            {
                var block = next.GetAwaiter().GetResult();
                var first = block.First + block.Sessions;
                next = first <= unit.Last ? Encode(first) : null;
                Tally(unit, series, block);
                yield return block;
                _spent.Push(block);
            }
        }
        finally
        {
            // Writing failed: nothing goes on computing behind the caller's back.
            next?.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        }

        Task<NumericBlock> Encode(int first)
        {
            _spent.TryPop(out var spent);
            return Task.Run(
                () => NumericEngine.Encode(state, series, first, Math.Min(unit.Last + 1, first + sessions), _workers, spent, _cancellation), _cancellation);
        }
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
