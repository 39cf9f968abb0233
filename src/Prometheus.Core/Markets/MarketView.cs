using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Markets;

/// <summary>A market as known at the close of one session: zero-copy prefixes, nothing later is reachable.</summary>
public readonly ref struct MarketView
{
    private readonly Market _market;

    internal MarketView(Market market, int asOf)
    {
        if ((uint)asOf >= (uint)market.Sessions.Count)
            throw new LookAheadError($"as-of row {asOf} lies outside a market of {market.Sessions.Count} sessions");
        _market = market;
        AsOf = asOf;
    }

    /// <summary>The last readable session row.</summary>
    public int AsOf { get; }

    public DateOnly Date => _market.Sessions[AsOf];

    public MarketDefinition Definition => _market.Definition;

    public InstrumentAxis Instruments => _market.Instruments;

    public PanelPrefix Open => _market.Prices.Open.AsOf(AsOf);

    public PanelPrefix Close => _market.Prices.Close.AsOf(AsOf);

    public PanelPrefix Volume => _market.Prices.Volume.AsOf(AsOf);

    /// <summary>Simple total return since the previous observed close.</summary>
    public PanelPrefix TotalReturn => _market.TotalReturns.Simple.AsOf(AsOf);

    /// <summary>Log total-return index.</summary>
    public PanelPrefix LogIndex => _market.TotalReturns.LogIndex.AsOf(AsOf);

    public CodePrefix Sectors => _market.Sectors.Codes.AsOf(AsOf);

    /// <summary>[sessions × series] of what is known of the market beyond its instruments; no columns where nothing was imported.</summary>
    public PanelPrefix Series => _market.Series.Ids.Count == 0 ? default : _market.Series.Values.AsOf(AsOf);

    /// <summary>The column of a series, or −1.</summary>
    public int SeriesIndexOf(string id) => _market.Series.IndexOf(id);

    public DateOnly DateOf(int session)
        => session <= AsOf ? _market.Sessions[session] : throw new LookAheadError($"session {session} was read through a view that ends at row {AsOf}");

    public string SectorNameOf(byte code) => _market.Sectors.NameOf(code);

    public bool IsTradable(int instrument) => _market.Tradable[AsOf, instrument];

    public PriceBasis BasisOf(int instrument) => _market.Basis[instrument];
}
