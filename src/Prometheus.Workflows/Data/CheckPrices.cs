using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Stores;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Looks at everything stored of a market: rows, ranges, coverage against the calendar, suspicious names, and a second source where one is
/// given. Tiles are compared with the bars cell by cell, and what is out of step is rebuilt.
/// </summary>
public static class CheckPrices
{
    private const MarketReads Reads = MarketReads.Members | MarketReads.Levels;

    private const double LeastCoverage = 0.95;

    /// <exception cref="NothingMatchedError">Nothing is stored of the market.</exception>
    /// <exception cref="DataError">The bars of one instrument contradict each other in source, basis or currency.</exception>
    public static CheckPricesReport Run(DatabasePair databases, CheckPricesOptions options, CancellationToken cancellation = default)
    {
        var end = options.End ?? DateOnly.MaxValue;
        var repairs = TileCheck.Run(databases, options.MarketId, cancellation);
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = options.MarketId, End = end, Reads = Reads }, cancellation);
        var series = PriceStore.ReadSeries(databases.Historical, options.MarketId, end);
        var hits = QualityStore.Read(databases.Historical, options.MarketId, end).ToLookup(e => e.InstrumentId, StringComparer.Ordinal);
        var spans = Enumerable.Range(0, market.Instruments.Count).Select(i => BarSpan.Of(market, i)).ToArray();
        var names = spans.Select((span, i) => CheckName(market, i, span, series[i], hits[series[i].InstrumentId])).ToArray();
        return new CheckPricesReport
        {
            FirstDate = market.Sessions[0],
            LastDate = market.Sessions[market.Sessions.Count - 1],
            Sessions = market.Sessions.Count,
            Rows = names.Sum(n => (long)n.Rows),
            QuarantinedRows = market.Provenance.QuarantinedRows,
            FlaggedRows = market.Provenance.FlaggedRows,
            ImpliedActions = market.Provenance.ImpliedDistributions,
            Repairs = repairs,
            Names = names,
            ThinSessions = Thin(market, spans),
            Comparisons = options.AgainstPath is { } path ? SecondSource.Compare(market, series, path, options.Suffix, cancellation) : [],
        };
    }

    private static NameCheck CheckName(Market market, int column, BarSpan span, PriceSeries series, IEnumerable<QualityRecord> hits)
    {
        var findings = hits.GroupBy(h => (h.Severity, h.Rule))
            .OrderBy(g => g.Key.Severity, StringComparer.Ordinal).ThenBy(g => g.Key.Rule, StringComparer.Ordinal)
            .Select(g => FormattableString.Invariant($"{g.Key.Rule} × {g.Count()}"))
            .ToList();
        var (first, last) = (market.Sessions[span.First], market.Sessions[span.Last]);
        var expected = span.Last - span.First + 1;
        if (span.Bars < LeastCoverage * expected)
            findings.Add(FormattableString.Invariant($"{expected - span.Bars} of {expected} sessions missing"));
        var listing = market.Listings[column];
        if (listing.Listed > first)
            findings.Add(FormattableString.Invariant($"bars before its listing on {listing.Listed:yyyy-MM-dd}"));
        if (listing.Delisted <= last)
            findings.Add(FormattableString.Invariant($"bars after its delisting on {listing.Delisted:yyyy-MM-dd}"));
        if (listing.Delisted is null && span.Last < market.Sessions.Count - 1)
            findings.Add(FormattableString.Invariant($"no bar in the last {market.Sessions.Count - 1 - span.Last} sessions and no delisting on record"));
        return new NameCheck(series.InstrumentId, series.Source, series.Basis, first, last, span.Bars, expected, findings);
    }

    private static ThinSession[] Thin(Market market, BarSpan[] spans)
    {
        var (observed, expected) = (new int[market.Sessions.Count], new int[market.Sessions.Count]);
        for (var i = 0; i < spans.Length; i++)
        {
            for (var t = spans[i].First; t <= spans[i].Last; t++)
            {
                expected[t]++;
                observed[t] += double.IsNaN(market.Prices.Close[t, i]) ? 0 : 1;
            }
        }

        return Enumerable.Range(0, expected.Length)
            .Where(t => observed[t] < LeastCoverage * expected[t])
            .Select(t => new ThinSession(market.Sessions[t], observed[t], expected[t]))
            .ToArray();
    }

    /// <summary>Rows of the first and last bar of one column, and how many there are.</summary>
    private readonly record struct BarSpan(int First, int Last, int Bars)
    {
        public static BarSpan Of(Market market, int column)
        {
            var (first, last, bars) = (-1, -1, 0);
            for (var t = 0; t < market.Sessions.Count; t++)
            {
                if (double.IsNaN(market.Prices.Close[t, column]))
                    continue;
                first = first < 0 ? t : first;
                last = t;
                bars++;
            }

            return new BarSpan(first, last, bars);
        }
    }
}

/// <summary>What to check.</summary>
public sealed record CheckPricesOptions
{
    public required string MarketId { get; init; }

    /// <summary>Last date that is looked at; null looks at everything.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Prices of a second source to compare with what is stored: a file, a folder or an archive. Nothing of it is stored.</summary>
    public string? AgainstPath { get; init; }

    /// <summary>Ending of instrument ids in the second source; null takes the market's.</summary>
    public string? Suffix { get; init; }
}

/// <summary>What a check of a market's data found.</summary>
public sealed record CheckPricesReport
{
    public required DateOnly FirstDate { get; init; }

    public required DateOnly LastDate { get; init; }

    /// <summary>Sessions of the calendar from first to last date.</summary>
    public required int Sessions { get; init; }

    public required long Rows { get; init; }

    public required int QuarantinedRows { get; init; }

    public required int FlaggedRows { get; init; }

    /// <summary>Corporate actions that follow from close and adjusted close.</summary>
    public required int ImpliedActions { get; init; }

    /// <summary>What did not belong together and was rebuilt from the bars; empty where all was in step.</summary>
    public required IReadOnlyList<string> Repairs { get; init; }

    /// <summary>Every instrument with a bar, in id order.</summary>
    public required IReadOnlyList<NameCheck> Names { get; init; }

    /// <summary>Sessions on which more than one in twenty expected names has no bar, ascending.</summary>
    public required IReadOnlyList<ThinSession> ThinSessions { get; init; }

    /// <summary>One entry a name that both sources have; empty without a second source.</summary>
    public required IReadOnlyList<SourceComparison> Comparisons { get; init; }

    /// <summary>Bars over the bars that the calendar lets expect between each name's first and last one; 1 where nothing is missing.</summary>
    public double Coverage => Names.Sum(n => (double)n.Rows) / Names.Sum(n => (double)n.ExpectedSessions);

    public IEnumerable<NameCheck> Suspicious => Names.Where(n => n.Findings.Count > 0);
}

/// <summary>What a check found about one instrument.</summary>
/// <param name="ExpectedSessions">Sessions of the calendar from its first to its last bar.</param>
/// <param name="Findings">What looks wrong, one phrase each; empty where nothing does.</param>
public sealed record NameCheck(
    string InstrumentId,
    string Source,
    PriceBasis Basis,
    DateOnly FirstDate,
    DateOnly LastDate,
    int Rows,
    int ExpectedSessions,
    IReadOnlyList<string> Findings)
{
    public int MissingSessions => ExpectedSessions - Rows;

    public double Coverage => (double)Rows / ExpectedSessions;
}

/// <summary>A session on which many names lack a bar.</summary>
/// <param name="Observed">Names with a bar.</param>
/// <param name="Expected">Names whose first bar is not later and whose last bar is not earlier.</param>
public readonly record struct ThinSession(DateOnly Date, int Observed, int Expected);
