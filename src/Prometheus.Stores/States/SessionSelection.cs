using Prometheus.Core.Markets;

namespace Prometheus.Stores.States;

/// <summary>Rows of a market whose states are saved: a contiguous range, or chosen sessions such as those of decisions.</summary>
public sealed class SessionSelection
{
    private readonly int[] _sessions;

    private SessionSelection(int[] sessions, bool contiguous)
    {
        _sessions = sessions;
        IsContiguous = contiguous;
    }

    /// <summary>True where the selection owns every date between its first and its last.</summary>
    public bool IsContiguous { get; }

    public ReadOnlySpan<int> Sessions => _sessions;

    public static SessionSelection Range(int first, int last) => new(Enumerable.Range(first, Math.Max(0, last - first + 1)).ToArray(), contiguous: true);

    /// <param name="sessions">Ascending rows.</param>
    public static SessionSelection Of(IEnumerable<int> sessions) => new(sessions.ToArray(), contiguous: false);

    /// <summary>The rows of a state table that belong to this selection of one market's instruments.</summary>
    /// <param name="market">Whose sessions the rows are.</param>
    /// <param name="keyColumn">Column of the instrument id.</param>
    /// <param name="condition">What else names the state, in SQL with the members of <paramref name="key"/> as parameters.</param>
    /// <param name="key">Two texts and a number that <paramref name="condition"/> calls @first, @second and @number.</param>
    internal KeyRange KeyRangeOf(Market market, string keyColumn, string condition, (string First, string Second, int Number) key)
    {
        var dates = _sessions.Select(s => market.Sessions[s]).ToArray();
        var byDate = IsContiguous ? "as_of_date BETWEEN @from AND @to" : "as_of_date IN @dates";
        var parameters = new
        {
            market = market.Definition.MarketId,
            first = key.First,
            second = key.Second,
            number = key.Number,
            from = dates.FirstOrDefault(),
            to = dates.LastOrDefault(),
            dates,
        };
        return KeyRange.Where($"{condition} AND {byDate} AND {keyColumn} IN (SELECT instrument_id FROM instruments WHERE market_id = @market)", parameters);
    }
}
