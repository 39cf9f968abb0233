using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Testing.Markets;

/// <summary>
/// A hand-made US_EQ market of a few names and weekdays. What is not said is plain: opens equal closes, a million shares trade, no sector,
/// RAW levels, listed for ever.
/// </summary>
public sealed class TinyMarket
{
    /// <summary>A Monday.</summary>
    public static readonly DateOnly FirstDate = new(2020, 1, 6);

    private readonly string[] _ids;
    private readonly DateOnly[] _dates;
    private readonly Dictionary<PriceField, double[]> _panels = [];
    private readonly List<CorporateAction> _actions = [];
    private readonly Listing[] _listings;
    private readonly PriceBasis[] _basis;
    private readonly string?[] _sectors;
    private bool _opensSaid;

    /// <param name="ids">Instrument ids, ascending ordinally.</param>
    public TinyMarket(int sessions, params string[] ids)
    {
        _ids = ids;
        _dates = Weekdays(sessions);
        _listings = new Listing[ids.Length];
        _basis = new PriceBasis[ids.Length];
        _sectors = new string?[ids.Length];
        foreach (var field in Enum.GetValues<PriceField>())
            _panels[field] = Enumerable.Repeat(field == PriceField.Volume ? 1e6 : double.NaN, sessions * ids.Length).ToArray();
    }

    /// <summary>Weekdays from <see cref="FirstDate"/>; the calendar of these markets.</summary>
    public static DateOnly[] Weekdays(int count)
        => Enumerable.Range(0, 2 * count + 7).Select(FirstDate.AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(count).ToArray();

    /// <summary>Closes from the first session on; the last value repeats to the end. NaN is no bar.</summary>
    public TinyMarket Close(string id, params double[] values)
    {
        Set(PriceField.Close, id, values);
        if (!_opensSaid)
            Set(PriceField.Open, id, values);
        return this;
    }

    /// <summary>Opens, where they differ from the closes; say them after every close.</summary>
    public TinyMarket Open(string id, params double[] values)
    {
        _opensSaid = true;
        return Set(PriceField.Open, id, values);
    }

    public TinyMarket Volume(string id, params double[] values) => Set(PriceField.Volume, id, values);

    public TinyMarket Action(string id, int session, double split = 1, double dividend = 0)
    {
        _actions.Add(new CorporateAction(session, Column(id), split, dividend));
        return this;
    }

    public TinyMarket Delisted(string id, int session, double? result, int? knownOn = null)
    {
        _listings[Column(id)] = new Listing(null, _dates[session], _dates[knownOn ?? session], result);
        return this;
    }

    public TinyMarket Listed(string id, int session)
    {
        _listings[Column(id)] = _listings[Column(id)] with { Listed = _dates[session] };
        return this;
    }

    public TinyMarket Basis(string id, PriceBasis basis)
    {
        _basis[Column(id)] = basis;
        return this;
    }

    public TinyMarket Sector(string id, string sector)
    {
        _sectors[Column(id)] = sector;
        return this;
    }

    public Market Build()
    {
        var (sessions, columns) = (_dates.Length, _ids.Length);
        var names = _sectors.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        var codes = new byte[sessions * columns];
        for (var cell = 0; cell < codes.Length; cell++)
            codes[cell] = _sectors[cell % columns] is { } sector ? (byte)Array.IndexOf(names, sector) : CodePanel.None;
        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(_dates),
            new InstrumentAxis(_ids),
            new PricePanels(_panels.ToDictionary(p => p.Key, p => Panel.Adopt([.. p.Value], sessions, columns))),
            [.. _basis],
            new CorporateActions(_actions, sessions),
            [.. _listings],
            new SectorHistory(CodePanel.Adopt(codes, sessions, columns), names, AnyAssumed: false),
            MarketProvenance.None);
    }

    private TinyMarket Set(PriceField field, string id, double[] values)
    {
        for (var t = 0; t < _dates.Length; t++)
            _panels[field][(t * _ids.Length) + Column(id)] = values[Math.Min(t, values.Length - 1)];
        return this;
    }

    private int Column(string id) => Array.IndexOf(_ids, id) is var i and >= 0 ? i : throw new ArgumentException($"no instrument {id}", nameof(id));
}
