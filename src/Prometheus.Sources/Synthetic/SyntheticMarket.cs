using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Time;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Reference;
using Prometheus.Sources.Texts;

namespace Prometheus.Sources.Synthetic;

/// <summary>
/// A market made of numbers: regimes and crises, sectors, betas, clustering volatility, splits, dividends, listings, failures and
/// acquisitions, an index fund, and weak signals worth finding. It comes as the records an import gives, so one path stores both.
/// </summary>
public sealed class SyntheticMarket
{
    /// <summary>Source label of every series.</summary>
    public const string Source = "synthetic";

    // Companies simulated side by side before they are handed out in order.
    private const int Batch = 64;

    private readonly SyntheticMarketOptions _options;
    private readonly SessionAxis _sessions;
    private readonly SyntheticFactors _climate;
    private readonly TextClock _clock;
    private readonly SortedDictionary<string, CompanyTraits> _companies = new(StringComparer.Ordinal);
    private readonly string _indexFundId;

    private SyntheticMarket(SyntheticMarketOptions options, MarketDefinition market)
    {
        (_options, Market) = (options, market);
        var calendar = ExchangeCalendars.Get(market.Exchange);
        var sessions = calendar.Sessions(options.Start, options.End);
        _sessions = new SessionAxis(sessions.Select(s => s.Date));
        if (_sessions.Count == 0)
            throw new UserError($"no session of {market.Exchange} lies between {options.Start:yyyy-MM-dd} and {options.End:yyyy-MM-dd}");
        _climate = new SyntheticFactors(options.Seed, _sessions.Count);
        _clock = new TextClock(calendar, sessions);
        _indexFundId = InstrumentId.FromSymbol(IndexFund.Symbol, market.DefaultSuffix);
        for (var number = 1; number <= options.Instruments; number++)
        {
            var traits = CompanyTraits.Draw(options.Seed, number, _sessions.Count);
            _companies.Add(InstrumentId.FromSymbol(traits.Symbol, market.DefaultSuffix), traits);
        }

        Instruments = Described();
        Sectors = [.. _companies.SelectMany(c => SectorsOf(c.Key, c.Value))];
    }

    public MarketDefinition Market { get; }

    /// <summary>The sessions of the market's exchange from start to end.</summary>
    public SessionAxis Sessions => _sessions;

    /// <summary>The index fund and all companies, in ordinal order of ids.</summary>
    public IReadOnlyList<InstrumentRecord> Instruments { get; }

    /// <summary>Dated facts, in ordinal order of ids, then by date. The index fund has no sector.</summary>
    public IReadOnlyList<SectorRecord> Sectors { get; }

    /// <exception cref="UserError">Fewer than one instrument, no session, or years the exchange's calendar does not cover.</exception>
    public static SyntheticMarket Create(SyntheticMarketOptions options, MarketDefinition market)
    {
        OptionRules.Require(options);
        return new SyntheticMarket(options, market);
    }

    /// <summary>All series in the order of <see cref="Instruments"/>. They are simulated on the way, in parallel; the result does not depend on it.</summary>
    public IEnumerable<ImportedSeries> Series(CancellationToken cancellation = default)
    {
        foreach (var batch in Instruments.Chunk(Batch))
        {
            var series = new ImportedSeries[batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = cancellation }, i => series[i] = Simulate(batch[i].InstrumentId));
            foreach (var one in series)
                yield return one;
        }
    }

    /// <summary>What was written and reported of one of the <see cref="Series"/>; nothing of the index fund.</summary>
    public SyntheticFacts FactsOf(ImportedSeries series)
    {
        if (series.InstrumentId == _indexFundId)
            return new SyntheticFacts([], [], [], [], []);
        var traits = _companies[series.InstrumentId];
        if (traits.ListedAt >= _sessions.Count)
            return new SyntheticFacts([], [], [], [], []);
        var drifts = CompanyPath.Drifts(traits, _climate, _sessions.Count, _options.Seed);
        var reported = new CompanyBooks("ISS_" + traits.Symbol, traits, _climate, _clock, drifts, series, _options.Seed).Statements().ToArray();
        var statements = Array.FindAll(reported, s => s.KnownOn <= _clock.Last);
        var story = new CompanyTexts(Market.MarketId, traits, _climate, _clock, drifts, _options.Seed);
        var reports = statements.DistinctBy(s => (s.Frequency, s.PeriodEnd)).ToArray();
        return new SyntheticFacts(
            [.. story.News(reported)],
            [],
            [.. reports.Where(IsFiled).Select(story.Filing)],
            [.. reports.Where(r => r.Frequency == StatementFrequency.Annual).Select(story.Transcript)],
            statements);
    }

    /// <summary>What was written of the market as a whole.</summary>
    public SyntheticFacts MarketFacts()
    {
        var story = new MarketTexts(Market.MarketId, _climate, _clock, _options.Seed);
        return new SyntheticFacts([.. story.News()], [.. story.Events()], [], [], []);
    }

    /// <summary>The fourth quarter is filed with its year.</summary>
    private static bool IsFiled(StatementRecord report)
        => report.Frequency == StatementFrequency.Annual || !report.FiscalPeriod.EndsWith("Q4", StringComparison.Ordinal);

    public SyntheticTruth Truth()
    {
        var days = new SessionTruth[_sessions.Count];
        for (var t = 0; t < days.Length; t++)
            days[t] = new SessionTruth(_sessions[t], _climate.RegimeOn(t).Name, _climate.MarketReturn(t));
        return new SyntheticTruth(
            _options, _indexFundId, PlantedSignals.Default, PlantedTone.Default, SyntheticRegime.All, days, Crises(days), [.. _companies.Select(c => TruthOf(c.Key, c.Value))]);
    }

    private static List<CrisisTruth> Crises(SessionTruth[] days)
    {
        var crises = new List<CrisisTruth>();
        for (var t = 0; t < days.Length; t++)
        {
            if (days[t].Regime != SyntheticRegime.All[^1].Name)
                continue;
            var first = t;
            while (t + 1 < days.Length && days[t + 1].Regime == days[first].Regime)
                t++;
            crises.Add(new CrisisTruth(days[first].Date, days[t].Date));
        }

        return crises;
    }

    private ImportedSeries Simulate(string id)
        => id == _indexFundId
            ? IndexFund.Simulate(id, _climate, _sessions, _options.Seed)
            : CompanyPath.Simulate(_companies[id], id, _climate, _sessions, _options.Seed);

    private InstrumentRecord[] Described()
    {
        var fund = new InstrumentRecord(
            _indexFundId, IndexFund.Symbol, Market.MarketId, Market.Exchange, Market.Currency, "ETF", "ISS_" + IndexFund.Symbol, IndexFund.Name,
            _sessions[0], null, null, null);
        return [.. _companies.Select(c => Describe(c.Key, c.Value)).Append(fund).OrderBy(r => r.InstrumentId, StringComparer.Ordinal)];
    }

    private InstrumentRecord Describe(string id, CompanyTraits traits)
    {
        var exit = ExitOf(traits);
        return new InstrumentRecord(
            id, traits.Symbol, Market.MarketId, Market.Exchange, Market.Currency, "EQUITY", "ISS_" + traits.Symbol, traits.Name,
            ListedOn(traits), exit?.Delisted, exit?.KnownOn, exit?.FinalReturn);
    }

    private DateOnly ListedOn(CompanyTraits traits)
        => traits.ListedAt > 0 ? _sessions[traits.ListedAt] : _sessions[0].AddDays(-traits.DaysListedBefore);

    /// <summary>Null where the company still trades on the last session; what happens later is not yet known.</summary>
    private ExitTruth? ExitOf(CompanyTraits traits)
        => traits.ExitsAt >= _sessions.Count ? null : new ExitTruth(
            traits.Fails ? "FAILURE" : "ACQUISITION",
            _sessions[traits.ExitsAt],
            _sessions[Math.Max(0, traits.ExitsAt - traits.ExitNotice)],
            traits.FinalReturn);

    private IEnumerable<SectorRecord> SectorsOf(string id, CompanyTraits traits)
    {
        var listed = ListedOn(traits);
        yield return Sector(traits.Sector, listed);
        if (HasSectorChange(traits))
            yield return Sector(traits.LaterSector, _sessions[traits.SectorChangesAt]);

        SectorRecord Sector(int sector, DateOnly from)
            => new(id, traits.Symbol, traits.Name, SyntheticSector.All[sector].Name, from, from, Assumed: false);
    }

    private bool HasSectorChange(CompanyTraits traits)
        => traits.SectorChangesAt > traits.ListedAt && traits.SectorChangesAt < Math.Min(_sessions.Count, traits.ExitsAt);

    private CompanyTruth TruthOf(string id, CompanyTraits traits)
    {
        var sectors = SectorsOf(id, traits).Select(s => new SectorTruth(s.AsOfDate ?? _sessions[0], s.Sector ?? "")).ToArray();
        var listed = traits.ListedAt > 0 ? _sessions[traits.ListedAt] : (DateOnly?)null;
        return new CompanyTruth(id, traits.Beta, traits.SectorLoading, traits.AnnualVolatility, sectors, listed, ExitOf(traits));
    }
}

/// <summary>What was written and reported in the synthetic market, as the records an import gives.</summary>
public sealed record SyntheticFacts(
    IReadOnlyList<NewsRecord> News,
    IReadOnlyList<MacroRecord> Macro,
    IReadOnlyList<DocumentRecord> Filings,
    IReadOnlyList<DocumentRecord> Transcripts,
    IReadOnlyList<StatementRecord> Statements);

/// <summary>What synthetic market is wanted. Equal options give equal bytes; the first n names do not depend on how many follow.</summary>
public sealed record SyntheticMarketOptions
{
    /// <summary>Number of companies, the index fund aside; at least 1.</summary>
    [Range(1, 100_000, Unit = "names")]
    public int Instruments { get; init; } = 200;

    /// <summary>First date; the first session on or after it opens the market.</summary>
    public DateOnly Start { get; init; } = new(2014, 1, 2);

    /// <summary>Last date. A later one only appends: every earlier row stays.</summary>
    public DateOnly End { get; init; } = new(2023, 12, 29);

    [Range(long.MinValue, long.MaxValue)]
    public long Seed { get; init; } = 7;
}

/// <summary>A sector and the first session it holds on.</summary>
public sealed record SectorTruth(DateOnly From, string Sector);

/// <summary>One stay in the CRISIS regime, both days included.</summary>
public sealed record CrisisTruth(DateOnly Start, DateOnly End);

/// <summary>The state of one session.</summary>
/// <param name="MarketReturn">Log return of the market factor.</param>
public sealed record SessionTruth(DateOnly Date, string Regime, double MarketReturn);

/// <summary>How a company left the market.</summary>
/// <param name="Kind">FAILURE or ACQUISITION.</param>
/// <param name="Delisted">First session without it.</param>
/// <param name="KnownOn">When it became known.</param>
/// <param name="FinalReturn">From the last close to what holders received.</param>
public sealed record ExitTruth(string Kind, DateOnly Delisted, DateOnly KnownOn, double FinalReturn);

/// <summary>What drives one company.</summary>
/// <param name="Beta">Loading on the market factor's log return.</param>
/// <param name="SectorLoading">Loading on its sector's factor.</param>
/// <param name="AnnualVolatility">Long-run company-specific volatility.</param>
/// <param name="Sectors">Its sectors, the first from the start.</param>
/// <param name="Listed">Null where it was listed before the market opens.</param>
/// <param name="Exit">Null where it still trades at the end.</param>
public sealed record CompanyTruth(
    string InstrumentId,
    double Beta,
    double SectorLoading,
    double AnnualVolatility,
    IReadOnlyList<SectorTruth> Sectors,
    DateOnly? Listed,
    ExitTruth? Exit);
