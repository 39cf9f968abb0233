using Prometheus.Core.Errors;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// Rows of λ by session and cluster with their neighbours in time. A market's sessions are the dates on which any of its clusters has a row;
/// the row after is that of the very next session, so a cluster that vanishes for a day has no λ to be predicted there.
/// </summary>
public sealed class LambdaPanel
{
    private const int WeekSessions = 5;
    private const int MonthSessions = 22;

    private readonly LambdaRow[] _rows;
    private readonly int[] _sources;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _clusters;
    private readonly DateOnly?[] _nextSession;
    private readonly double[] _week;
    private readonly double[] _month;

    /// <param name="rows">In any order.</param>
    /// <exception cref="DataError">A cluster twice on one date, or a row without λ.</exception>
    public LambdaPanel(IReadOnlyList<LambdaRow> rows)
    {
        _sources = Enumerable.Range(0, rows.Count).ToArray();
        Array.Sort(_sources, (a, b) => Compare(rows[a], rows[b]));
        _rows = Array.ConvertAll(_sources, s => rows[s]);
        (_next, _previous, _clusters) = (new int[rows.Count], new int[rows.Count], new int[rows.Count]);
        _nextSession = new DateOnly?[rows.Count];
        (_week, _month) = (new double[rows.Count], new double[rows.Count]);
        for (var k = 0; k < _rows.Length; k++)
        {
            var row = _rows[k];
            if (!double.IsFinite(row.Lambda))
                throw new DataError($"the λ of {Name(row)} is {row.Lambda}, expected a finite number");
            if (k > 0 && Compare(_rows[k - 1], row) == 0)
                throw new DataError($"{Name(row)} stands there twice");
        }

        ClusterCount = Link();
        Components = Array.Find(_rows, r => r.Components.Length > 0)?.Components.Length ?? 0;
    }

    public int Count => _rows.Length;

    public int ClusterCount { get; }

    /// <summary>By date, market, sector, class.</summary>
    public LambdaRow this[int row] => _rows[row];

    /// <summary>Where the row stood in what the panel was made of.</summary>
    public int SourceOf(int row) => _sources[row];

    /// <summary>A small number that names the row's cluster.</summary>
    public int ClusterOf(int row) => _clusters[row];

    /// <summary>λ of the same cluster on the next session of its market; NaN where it is unknown.</summary>
    public double NextOf(int row) => _next[row] < 0 ? double.NaN : _rows[_next[row]].Lambda;

    /// <summary>λ of the same cluster on the session before; NaN where it is unknown.</summary>
    public double PreviousOf(int row) => _previous[row] < 0 ? double.NaN : _rows[_previous[row]].Lambda;

    /// <summary>The market's next session; null on its last.</summary>
    public DateOnly? NextSessionOf(int row) => _nextSession[row];

    /// <summary>The value of a feature; NaN where it is missing.</summary>
    public double FeatureOf(int row, LambdaFeature feature) => feature switch
    {
        LambdaFeature.LambdaValue => _rows[row].Lambda,
        LambdaFeature.LambdaPrev => PreviousOf(row),
        LambdaFeature.LambdaTrend => _rows[row].Lambda - PreviousOf(row),
        LambdaFeature.NumInstruments => _rows[row].Names,
        LambdaFeature.Dispersion => _rows[row].Dispersion,
        LambdaFeature.AvgVolWindow => _rows[row].AverageVolatility,
        LambdaFeature.RegimeRiskScore => _rows[row].RegimeRisk,
        LambdaFeature.StabRiskScore => _rows[row].StabilityRisk,
        LambdaFeature.StabPWorsenAny => _rows[row].StabilityWorsen,
        LambdaFeature.LambdaWeek => _week[row],
        LambdaFeature.LambdaMonth => _month[row],
        LambdaFeature.ComponentDispersion => _rows[row].ComponentDispersion,
        _ => feature - LambdaFeature.Component00 is var k && k < _rows[row].Components.Length ? _rows[row].Components[k] : double.NaN,
    };

    /// <summary>Components that the rows' vectors have: those of the first row with one, 0 without any.</summary>
    public int Components { get; }

    private static int Compare(LambdaRow a, LambdaRow b)
    {
        var order = a.AsOf.CompareTo(b.AsOf);
        order = order != 0 ? order : string.CompareOrdinal(a.MarketId, b.MarketId);
        order = order != 0 ? order : string.CompareOrdinal(a.Sector, b.Sector);
        return order != 0 ? order : string.CompareOrdinal(a.SoftTargetClass, b.SoftTargetClass);
    }

    private static string Name(LambdaRow row) => $"the cluster {row.MarketId}|{row.Sector}|{row.SoftTargetClass} on {row.AsOf:yyyy-MM-dd}";

    /// <summary>Ties every row to those of the sessions before and after; returns the number of clusters.</summary>
    private int Link()
    {
        var sessions = _rows.GroupBy(r => r.MarketId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(r => r.AsOf).Distinct().ToArray(), StringComparer.Ordinal);
        var histories = new Dictionary<(string, string, string), ClusterHistory>();
        for (var k = 0; k < _rows.Length; k++)
        {
            var row = _rows[k];
            if (!histories.TryGetValue((row.MarketId, row.Sector, row.SoftTargetClass), out var history))
                histories.Add((row.MarketId, row.Sector, row.SoftTargetClass), history = new ClusterHistory(histories.Count));
            var dates = sessions[row.MarketId];
            var session = Array.BinarySearch(dates, row.AsOf);
            (_clusters[k], _next[k], _previous[k]) = (history.Number, -1, -1);
            _nextSession[k] = session + 1 < dates.Length ? dates[session + 1] : null;
            if (history.Rows.Count > 0 && history.Sessions[^1] == session - 1)
                (_previous[k], _next[history.Rows[^1]]) = (history.Rows[^1], k);
            history.Rows.Add(k);
            history.Sessions.Add(session);
            (_week[k], _month[k]) = (Mean(history, session, WeekSessions), Mean(history, session, MonthSessions));
        }

        return histories.Count;
    }

    private double Mean(ClusterHistory history, int session, int window)
    {
        var (sum, count) = (0.0, 0);
        for (var at = history.Rows.Count - 1; at >= 0 && history.Sessions[at] > session - window; at--)
        {
            sum += _rows[history.Rows[at]].Lambda;
            count++;
        }

        return sum / count;
    }

    private sealed class ClusterHistory(int number)
    {
        public int Number { get; } = number;

        public List<int> Rows { get; } = [];

        public List<int> Sessions { get; } = [];
    }
}
