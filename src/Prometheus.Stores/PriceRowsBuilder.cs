namespace Prometheus.Stores;

/// <summary>Gathers the bars of one instrument after the other from a reader.</summary>
internal sealed class PriceRowsBuilder
{
    private DateOnly[] _dates = new DateOnly[4096];
    private int[] _flags = new int[4096];
    private readonly double[][] _values = PriceRows.Fields.Select(_ => new double[4096]).ToArray();

    public string InstrumentId { get; private set; } = "";

    public int Count { get; private set; }

    /// <param name="row">Columns: instrument, date, the six fields in enum order of the table, flags.</param>
    public void Add(string instrumentId, RowReader row)
    {
        if (Count == _dates.Length)
            Grow();
        InstrumentId = instrumentId;
        _dates[Count] = row.Date(1);
        for (var field = 0; field < _values.Length; field++)
            _values[field][Count] = row.Real(2 + field);
        _flags[Count] = (int)row.Integer(2 + _values.Length);
        Count++;
    }

    /// <summary>What was gathered; the builder is empty afterwards.</summary>
    public PriceRows Take()
    {
        var rows = new PriceRows(InstrumentId, _dates[..Count], Array.ConvertAll(_values, v => v[..Count]), _flags[..Count]);
        Count = 0;
        return rows;
    }

    private void Grow()
    {
        Array.Resize(ref _dates, Count * 2);
        Array.Resize(ref _flags, Count * 2);
        for (var field = 0; field < _values.Length; field++)
            Array.Resize(ref _values[field], Count * 2);
    }
}
