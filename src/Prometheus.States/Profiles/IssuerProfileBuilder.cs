using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;

namespace Prometheus.States.Profiles;

/// <summary>Writes the profile of one issuer on any session. Holds what was reported of it, in the order in which it became known.</summary>
internal sealed class IssuerProfileBuilder
{
    private readonly Market _market;
    private readonly IssuerFacts _facts;
    private readonly ProfileOptions _options;
    private readonly TrailingStatements _statements;

    public IssuerProfileBuilder(Market market, IssuerFacts facts, ProfileOptions options)
    {
        (_market, _facts, _options) = (market, facts, options);
        _statements = new TrailingStatements(facts.Statements);
    }

    /// <summary>Null before the first close of any of its instruments. Percentiles, weakness and hash wait for the whole cross-section.</summary>
    public IssuerProfile? Write(int session)
    {
        if (FirstListed(session) is not { } listed)
            return null;
        var date = _market.Sessions[session];
        var price = Behaviour(session);
        var fundamentals = FundamentalReader.On(_statements, date, _options.MaximumStatementAgeDays);
        var news = _facts.NewsSince <= date ? NewsOn(session, date) : null;
        var column = price?.Column ?? listed;
        return new IssuerProfile(
            _facts.IssuerId,
            session,
            date,
            _market.Sectors.NameOf(_market.Sectors.Codes[session, column]),
            price,
            fundamentals,
            news,
            FlagsOf(price, fundamentals, news),
            Weak: false,
            QualityOf(price, fundamentals, news))
        {
            Name = _facts.Name,
            IssuerType = _facts.IssuerType,
            Country = KnownAttribute.On(_facts.Countries, date),
            Industry = KnownAttribute.On(_facts.Industries, date),
            Style = price is null ? null : StyleOf(price, fundamentals, session),
            InstrumentId = price is null ? null : _market.Instruments[price.Column],
            FilingId = LatestText(TextKind.Filing, date),
            TranscriptId = LatestText(TextKind.Transcript, date),
            ArticleId = LatestText(TextKind.News, date),
        };
    }

    /// <summary>Column of the representative instrument; null where none had enough closes.</summary>
    public int? RepresentativeAt(int session) => Behaviour(session)?.Column;

    /// <summary>The first of its instruments, by id, that had a close by a session; null where none had.</summary>
    private int? FirstListed(int session)
    {
        foreach (var column in _facts.Columns)
        {
            if (_market.FirstCloses[column] <= session)
                return column;
        }

        return null;
    }

    /// <summary>Of the instruments with enough closes the one traded most; without known volumes the one with most closes, then the first by id.</summary>
    private PriceBehaviour? Behaviour(int session)
    {
        (PriceBehaviour Behaviour, double Traded, int Closes)? best = null;
        foreach (var column in _facts.Columns)
        {
            if (Measure(session, column) is not { } measured)
                continue;
            if (best is null || (measured.Traded, measured.Closes).CompareTo((best.Value.Traded, best.Value.Closes)) > 0)
                best = measured;
        }

        return best?.Behaviour;
    }

    private (PriceBehaviour Behaviour, double Traded, int Closes)? Measure(int session, int column)
    {
        var first = Math.Max(0, session - _options.WindowSessions + 1);
        var (levels, returns) = (new double[session - first + 1], new double[session - first + 1]);
        var (closes, steps, traded, tradedOn) = (0, 0, 0.0, 0);
        for (var t = first; t <= session; t++)
        {
            var level = _market.TotalReturns.LogIndex[t, column];
            if (double.IsNaN(level))
                continue;
            levels[closes++] = level;

            // The return into the window's first close belongs to what came before.
            if (closes > 1)
                returns[steps++] = _market.TotalReturns.Log[t, column];
            var value = _market.Prices.Close[t, column] * _market.Prices.Volume[t, column];
            if (double.IsNaN(value))
                continue;
            traded += value;
            tradedOn++;
        }

        if (closes < _options.MinimumObservations)
            return null;
        var highest = double.NegativeInfinity;
        foreach (var level in levels.AsSpan(0, closes))
            highest = Math.Max(highest, level);
        var mean = tradedOn == 0 ? double.NaN : traded / tradedOn;
        var behaviour = new PriceBehaviour(
            column,
            LaneStatistics.StandardDeviation(returns.AsSpan(0, steps)),
            -ScalarMath.ExpMinusOne(levels[closes - 1] - highest) + 0.0,
            ScalarMath.ExpMinusOne(levels[closes - 1] - levels[0]),
            mean > 0 && _market.Basis[column] == PriceBasis.Raw ? ScalarMath.Log(mean) : double.NaN);
        return (behaviour, traded, closes);
    }

    /// <summary>Market value needs shares as counted on the balance sheet's day, followed through later splits, and raw closes.</summary>
    private StyleCharacteristics StyleOf(PriceBehaviour price, IssuerFundamentals? fundamentals, int session)
    {
        var shares = fundamentals?.SharesOutstanding ?? double.NaN;
        var marketValue = double.NaN;
        if (shares > 0 && fundamentals!.BalanceOn is { } counted && _market.Basis[price.Column] == PriceBasis.Raw)
            marketValue = shares * SplitsSince(counted, session, price.Column) * LastClose(session, price.Column);
        return new StyleCharacteristics(
            marketValue > 0 ? fundamentals!.Equity / marketValue : double.NaN,
            fundamentals?.ReturnOnEquity ?? double.NaN,
            marketValue > 0 ? ScalarMath.Log(marketValue) : double.NaN,
            price.Trend);
    }

    private double SplitsSince(DateOnly date, int session, int column)
    {
        var ratio = 1.0;
        foreach (var action in _market.Actions.All)
        {
            if (action.Instrument == column && action.Session <= session && _market.Sessions[action.Session] > date)
                ratio *= action.SplitRatio;
        }

        return ratio;
    }

    private double LastClose(int session, int column)
    {
        var t = session;
        while (double.IsNaN(_market.Prices.Close[t, column]))
            t--;
        return _market.Prices.Close[t, column];
    }

    private NewsFeatures NewsOn(int session, DateOnly date)
    {
        var from = _market.Sessions[Math.Max(0, session - _options.WindowSessions + 1)];
        DateOnly? last = null;
        var articles = 0;
        foreach (var day in _facts.News)
        {
            if (day.Date > date)
                break;
            last = day.Date;
            articles += day.Date >= from ? day.Articles : 0;
        }

        return new NewsFeatures(articles, last, last is null ? null : date.DayNumber - last.Value.DayNumber);
    }

    private string? LatestText(TextKind kind, DateOnly date)
    {
        TextReference? latest = null;
        foreach (var text in _facts.Texts)
        {
            if (text.Kind != kind || text.KnownOn > date)
                continue;
            if (latest is null || text.KnownOn > latest.KnownOn || (text.KnownOn == latest.KnownOn && string.CompareOrdinal(text.Id, latest.Id) > 0))
                latest = text;
        }

        return latest?.Id;
    }

    private RiskFlags FlagsOf(PriceBehaviour? price, IssuerFundamentals? fundamentals, NewsFeatures? news) => new()
    {
        Volatility = price is null ? double.NaN : Math.Min(1, price.Volatility / _options.VolatilityReference),
        Drawdown = price is null ? double.NaN : Math.Min(1, price.Drawdown / _options.DrawdownReference),
        Leverage = fundamentals is null ? double.NaN
            : fundamentals.NegativeEquity == true ? 1
            : Math.Min(1, fundamentals.Leverage / _options.LeverageReference),
        NewsRecency = news is null ? double.NaN
            : news.DaysSinceLastNews is { } days ? 1 - ((double)Math.Min(days, _options.NewsRecencyDays) / _options.NewsRecencyDays) : 0,
        NegativeEquity = fundamentals?.NegativeEquity,
    };

    /// <summary>Of twelve inputs (three of price, eight of statements, one of news) the share that is known.</summary>
    private static double QualityOf(PriceBehaviour? price, IssuerFundamentals? fundamentals, NewsFeatures? news)
    {
        ReadOnlySpan<double> inputs =
        [
            price?.Volatility ?? double.NaN, price?.Drawdown ?? double.NaN, price?.Trend ?? double.NaN,
            fundamentals?.Revenue ?? double.NaN, fundamentals?.GrossMargin ?? double.NaN, fundamentals?.OperatingMargin ?? double.NaN,
            fundamentals?.NetIncome ?? double.NaN, fundamentals?.OperatingCashFlow ?? double.NaN, fundamentals?.TotalAssets ?? double.NaN,
            fundamentals?.TotalLiabilities ?? double.NaN, fundamentals?.Equity ?? double.NaN,
            news is null ? double.NaN : news.Articles,
        ];
        var known = 0;
        foreach (var input in inputs)
            known += double.IsNaN(input) ? 0 : 1;
        return (double)known / inputs.Length;
    }
}

/// <summary>A text about an issuer, by its id.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Key of its row.</param>
/// <param name="KnownOn">Session from whose close on it may be used.</param>
public sealed record TextReference(TextKind Kind, string Id, DateOnly KnownOn);

/// <summary>What style buckets are cut from; NaN where unknown.</summary>
/// <param name="Value">Book equity over market value.</param>
/// <param name="Quality">Return on equity.</param>
/// <param name="Size">ln of market value.</param>
/// <param name="Momentum">Total return over the window.</param>
public sealed record StyleCharacteristics(double Value, double Quality, double Size, double Momentum);

/// <summary>What a text about an issuer is.</summary>
public enum TextKind
{
    Filing,
    Transcript,
    News,
}

/// <summary>How the representative instrument behaved over the window; on total returns. NaN where too little was observed.</summary>
/// <param name="Column">The representative instrument: most traded by value over the window.</param>
/// <param name="Volatility">Daily sample standard deviation of log returns.</param>
/// <param name="Drawdown">How far the last close lies under the highest of the window, 0 … 1.</param>
/// <param name="Trend">Total return over the window, a fraction.</param>
/// <param name="LogDollarVolume">ln of mean close × volume; NaN where levels are not raw or volume is not stored.</param>
public sealed record PriceBehaviour(int Column, double Volatility, double Drawdown, double Trend, double LogDollarVolume);

/// <summary>What was written about an issuer and known by a session.</summary>
/// <param name="Articles">On the trailing window's sessions.</param>
/// <param name="LastNews">Last session on which something became known; null where nothing ever did.</param>
/// <param name="DaysSinceLastNews">Calendar days since then; null where nothing ever did.</param>
public sealed record NewsFeatures(int Articles, DateOnly? LastNews, int? DaysSinceLastNews)
{
    /// <summary>Key of the issuer-day among text embeddings; null where nothing was ever written.</summary>
    public string? SourceIdOf(string issuerId) => LastNews is { } date ? FormattableString.Invariant($"{issuerId}:{date:yyyy-MM-dd}") : null;
}
