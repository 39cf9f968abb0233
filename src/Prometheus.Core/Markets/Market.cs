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

/// <summary>
/// When an instrument may be traded. A delisting comes only from an explicit fact; running out of bars is staleness.
/// </summary>
/// <param name="Listed">First tradable date, or null where unknown (then: always).</param>
/// <param name="Delisted">First date on which the instrument no longer trades, or null.</param>
/// <param name="DelistingKnownOn">When the delisting became known; it has no effect before.</param>
/// <param name="DelistingReturn">Simple return from the last close to what holders received; null where no fact says (then 0, counted).</param>
public readonly record struct Listing(DateOnly? Listed, DateOnly? Delisted, DateOnly? DelistingKnownOn, double? DelistingReturn)
{
    public static Listing Always => default;

    /// <summary>True from the session on which the delisting is both effective and known.</summary>
    public bool IsDelistedOn(DateOnly date) => Delisted is { } d && d <= date && (DelistingKnownOn ?? d) <= date;

    public bool IsListedOn(DateOnly date) => Listed is not { } l || l <= date;
}

/// <summary>What is known about how the data came to be; printed on the data card of every run.</summary>
/// <param name="QuarantinedRows">Rows refused by an ERROR rule at import.</param>
/// <param name="FlaggedRows">Rows kept and flagged by a WARN rule.</param>
/// <param name="ImpliedDistributions">Dividends implied from close and adjusted close, not stated by the vendor.</param>
/// <param name="AssumedFacts">Dated facts that came without a date.</param>
public sealed record MarketProvenance(int QuarantinedRows, int FlaggedRows, int ImpliedDistributions, int AssumedFacts)
{
    public static MarketProvenance None { get; } = new(0, 0, 0, 0);
}

/// <summary>
/// What is read of a market beside its total returns. A state declares it once; which fields are loaded, what its computation can reach and
/// what the digest of its inputs covers all follow from it.
/// </summary>
[Flags]
public enum MarketReads
{
    /// <summary>Sessions, instruments, corporate actions and total returns alone.</summary>
    TotalReturns = 0,

    /// <summary>Sectors, funds, issuers, price bases, and who is tradable or delisted.</summary>
    Members = 1,

    /// <summary>Closes and volumes.</summary>
    Levels = 2,

    /// <summary>Imported series of the market.</summary>
    Series = 4,

    /// <summary>Highs and lows.</summary>
    Ranges = 8,

    /// <summary>The instrument the region's regime is measured on.</summary>
    RegimeIndex = 16,

    Opens = 32,

    /// <summary>Everything a result may depend on.</summary>
    All = Members | Levels | Series | Ranges | RegimeIndex | Opens,

    /// <summary>The vendor's adjusted closes: restated with every later dividend, so no result reads them.</summary>
    AdjustedCloses = 64,
}

/// <summary>
/// Daily series of the market as a whole, such as a volatility index or a yield, aligned to its sessions.
/// </summary>
/// <param name="Ids">Series ids in ordinal order; columns of <paramref name="Values"/>.</param>
/// <param name="Values">
/// Session × series: the value known at the session's close, in the unit it is stored in (yields as fractions a year, indices as levels);
/// NaN where none is known.
/// </param>
public sealed record MarketSeries(IReadOnlyList<string> Ids, Panel Values)
{
    /// <summary>No series, over any number of sessions.</summary>
    public static MarketSeries None { get; } = new([], Panel.Adopt([], 0, 0));

    /// <summary>The column of a series, or −1 where the store has none of that id.</summary>
    public int IndexOf(string id)
    {
        for (var k = 0; k < Ids.Count; k++)
        {
            if (string.Equals(Ids[k], id, StringComparison.Ordinal))
                return k;
        }

        return -1;
    }
}
