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
    private readonly MarketReads _readable = MarketReads.All | MarketReads.AdjustedCloses;
    private readonly IReadOnlyList<PriceBasis> _basis;
    private readonly IReadOnlyList<Listing> _listings;
    private readonly SectorHistory _sectors;
    private IReadOnlySet<int> _funds = FrozenSet<int>.Empty;
    private IReadOnlyList<string?> _issuers = [];
    private MarketSeries _series = MarketSeries.None;
    private string? _regimeIndex;

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
        Actions = actions;
        Provenance = provenance;
        (_basis, _listings, _sectors) = (basis, listings, sectors);
        _totalReturns = new Lazy<TotalReturns>(() => TotalReturns.Compute(Prices.Close, Actions));
        _tradable = new Lazy<Mask>(() => Tradability.Compute(this));
        _firstCloses = new Lazy<int[]>(() => FirstObserved(Prices.Close));
    }

    private Market(Market whole, MarketReads readable)
    {
        (Definition, Sessions, Instruments, Actions, Provenance) = (whole.Definition, whole.Sessions, whole.Instruments, whole.Actions, whole.Provenance);
        (_basis, _listings, _sectors, _funds, _issuers, _series, _regimeIndex) =
            (whole._basis, whole._listings, whole._sectors, whole._funds, whole._issuers, whole._series, whole._regimeIndex);
        (_totalReturns, _tradable, _firstCloses, _readable) = (whole._totalReturns, whole._tradable, whole._firstCloses, whole._readable & readable);
        Prices = whole.Prices.Only(_readable);
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
    public IReadOnlySet<int> Funds { get => Readable(_funds, MarketReads.Members); init => _funds = value; }

    /// <summary>Issuer of each column, null where unknown; empty where nobody said.</summary>
    public IReadOnlyList<string?> Issuers { get => Readable(_issuers, MarketReads.Members); init => _issuers = value; }

    /// <summary>What is known of the market beyond its instruments; <see cref="MarketSeries.None"/> where nothing was imported.</summary>
    public MarketSeries Series { get => Readable(_series, MarketReads.Series); init => _series = value; }

    /// <summary>
    /// Id of the instrument whose total returns give the region's regimes their volatility, trend and drawdown, as recorded for the region; null is
    /// the equal-weight market without funds. It need not have prices yet.
    /// </summary>
    public string? RegimeIndex { get => Readable(_regimeIndex, MarketReads.RegimeIndex); init => _regimeIndex = value; }

    /// <summary>Levels as the vendor stated them, on each instrument's <see cref="Basis"/>.</summary>
    public PricePanels Prices { get; }

    public IReadOnlyList<PriceBasis> Basis => Readable(_basis, MarketReads.Members);

    public CorporateActions Actions { get; }

    public IReadOnlyList<Listing> Listings => Readable(_listings, MarketReads.Members);

    public SectorHistory Sectors => Readable(_sectors, MarketReads.Members);

    public MarketProvenance Provenance { get; }

    /// <summary>Total returns between observed closes; the only price input of a feature.</summary>
    public TotalReturns TotalReturns => _totalReturns.Value;

    /// <summary>listed ≤ t ∧ not delisted with known_on ≤ t ∧ close observed at t.</summary>
    public Mask Tradable => Readable(_tradable, MarketReads.Members).Value;

    /// <summary>
    /// The same market with what was not declared out of reach: reading it is a defect that ends the program, not an empty answer. So a result cannot
    /// depend on what its state does not declare. Panels are shared.
    /// </summary>
    public Market Reading(MarketReads reads) => new(this, reads);

    /// <summary>
    /// [instruments] the session of the first observed close; <see cref="int.MaxValue"/> where there is none. Before it an instrument says nothing,
    /// not even through facts that were assumed from the beginning.
    /// </summary>
    public ReadOnlySpan<int> FirstCloses => Readable(_firstCloses, MarketReads.Members).Value;

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

    /// <summary>The same market with other issuers, or another index its region's regimes are measured on; null leaves what is known.</summary>
    public Market With(IReadOnlyList<string?>? issuers = null, string? regimeIndex = null)
        => new(this, _readable) { Issuers = issuers ?? _issuers, RegimeIndex = regimeIndex ?? _regimeIndex };

    private T Readable<T>(T value, MarketReads part)
        => (_readable & part) == part ? value : throw new InvalidOperationException($"{part} of market {Definition.MarketId} is read, but only {_readable} was declared");
}
