using System.Collections.Frozen;
using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Core.Markets;

/// <summary>
/// One market, one calendar, one currency: immutable panels from the first stored session to the last loaded one.
/// Engines read it whole and answer row by row from rows ≤ t; a strategy only ever sees <see cref="AsOf"/>.
/// </summary>
public sealed class Market
{
    private readonly Lazy<TotalReturns> _totalReturns;
    private readonly Lazy<Mask> _tradable;
    private readonly Lazy<int[]> _firstCloses;

    public Market(
        MarketDefinition definition,
        SessionAxis sessions,
        InstrumentAxis instruments,
        PricePanels prices,
        IReadOnlyList<PriceBasis> basis,
        CorporateActions actions,
        IReadOnlyList<Listing> listings,
        SectorHistory sectors,
        MarketProvenance provenance)
    {
        if (basis.Count != instruments.Count || listings.Count != instruments.Count)
            throw new DataError($"market {definition.MarketId} has {instruments.Count} instruments but {basis.Count} price bases and {listings.Count} listings");

        Definition = definition;
        Sessions = sessions;
        Instruments = instruments;
        Prices = prices;
        Basis = basis;
        Actions = actions;
        Listings = listings;
        Sectors = sectors;
        Provenance = provenance;
        _totalReturns = new Lazy<TotalReturns>(() => TotalReturns.Compute(Prices.Close, Actions));
        _tradable = new Lazy<Mask>(() => Tradability.Compute(this));
        _firstCloses = new Lazy<int[]>(() => FirstObserved(Prices.Close));
    }

    public MarketDefinition Definition { get; }

    /// <summary>Rows of every panel.</summary>
    public SessionAxis Sessions { get; }

    /// <summary>Columns of every panel.</summary>
    public InstrumentAxis Instruments { get; }

    /// <summary>
    /// Columns of funds and indices: benchmarks to measure against, not names to choose among. They count in no average and are assessed by
    /// nobody.
    /// </summary>
    public IReadOnlySet<int> Funds { get; init; } = FrozenSet<int>.Empty;

    /// <summary>What is known of the market beyond its instruments; <see cref="MarketSeries.None"/> where nothing was imported.</summary>
    public MarketSeries Series { get; init; } = MarketSeries.None;

    /// <summary>Levels as the vendor stated them, on each instrument's <see cref="Basis"/>.</summary>
    public PricePanels Prices { get; }

    public IReadOnlyList<PriceBasis> Basis { get; }

    public CorporateActions Actions { get; }

    public IReadOnlyList<Listing> Listings { get; }

    public SectorHistory Sectors { get; }

    public MarketProvenance Provenance { get; }

    /// <summary>Total returns between observed closes; the only price input of a feature.</summary>
    public TotalReturns TotalReturns => _totalReturns.Value;

    /// <summary>listed ≤ t ∧ not delisted with known_on ≤ t ∧ close observed at t.</summary>
    public Mask Tradable => _tradable.Value;

    /// <summary>
    /// [instruments] the session of the first observed close; <see cref="int.MaxValue"/> where there is none. Before it an instrument says nothing,
    /// not even through facts that were assumed from the beginning.
    /// </summary>
    public ReadOnlySpan<int> FirstCloses => _firstCloses.Value;

    /// <summary>What was known at the close of <paramref name="session"/>.</summary>
    public MarketView AsOf(int session) => new(this, session);

    private static int[] FirstObserved(Panel close)
    {
        var first = new int[close.Columns];
        Array.Fill(first, int.MaxValue);
        for (var t = close.Sessions - 1; t >= 0; t--)
        {
            var row = close.Row(t);
            for (var i = 0; i < row.Length; i++)
            {
                if (!double.IsNaN(row[i]))
                    first[i] = t;
            }
        }

        return first;
    }
}
