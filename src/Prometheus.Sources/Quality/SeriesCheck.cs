using Prometheus.Sources.CorporateActions;

namespace Prometheus.Sources.Quality;

/// <summary>What the rules about a whole series look at, and where they leave their findings.</summary>
internal sealed class SeriesCheck
{
    private readonly string _instrumentId;
    private readonly IReadOnlyList<string> _files;
    private readonly IReadOnlyList<ImportedAction> _actions;
    private readonly List<QualityEvent> _events;
    private readonly WrittenDigits _digits;
    private readonly bool[] _hasAction;

    /// <param name="rows">Dates strictly ascending.</param>
    /// <param name="actions">Ordered by ex-date, then kind.</param>
    public SeriesCheck(
        string instrumentId, IReadOnlyList<string> files, BarRow[] rows, IReadOnlyList<ImportedAction> actions, WrittenDigits digits, List<QualityEvent> events)
    {
        (_instrumentId, _files, Rows, _actions, _digits, _events) = (instrumentId, files, rows, actions, digits, events);
        Flags = new QualityFlags[rows.Length];
        _hasAction = new bool[rows.Length];
        var t = 0;
        foreach (var action in actions)
        {
            while (t < rows.Length && rows[t].Date < action.ExDate)
                t++;
            if (t < rows.Length)
                _hasAction[t] = true;
        }
    }

    public BarRow[] Rows { get; }

    public QualityFlags[] Flags { get; }

    /// <summary>Whether an ex-date lies after row t − 1 and not after row t.</summary>
    public bool HasAction(int t) => _hasAction[t];

    /// <summary>What one share of row t − 1 has become by row t: shares, and the cash paid on the way.</summary>
    public (double Shares, double Cash) DistributedOn(int t)
    {
        var (shares, cash) = (1.0, 0.0);
        if (!_hasAction[t])
            return (shares, cash);
        foreach (var action in _actions)
        {
            if (action.ExDate > Rows[t].Date)
                break;
            if (action.ExDate <= Rows[t - 1].Date)
                continue;
            if (action.Kind == ActionKind.Split)
                shares *= action.Value;
            else
                cash += shares * action.Value;
        }

        return (shares, cash);
    }

    /// <summary>How far rounding of the written digits can move adjusted ÷ close between rows t − 1 and t, relative.</summary>
    public double AdjustedRounding(int t) => _digits.RatioRounding(Rows[t - 1], Rows[t]);

    /// <summary>Flags row t and reports it.</summary>
    public void Flag(QualityRule rule, int t, FormattableString found)
    {
        Flags[t] |= rule.Flag;
        Report(rule, t, found);
    }

    public void Report(QualityRule rule, int t, FormattableString found)
        => _events.Add(new QualityEvent(
            _instrumentId, Rows[t].Date, _files[Rows[t].File], Rows[t].Line, rule.Code, rule.Severity, rule.Expectation, FormattableString.Invariant(found)));
}

/// <summary>
/// Most digits behind the point that a series writes, at least the two of a cent; they bound what rounding alone can do to a ratio.
/// </summary>
internal readonly record struct WrittenDigits(int Close, int AdjustedClose)
{
    public static WrittenDigits Cents { get; } = new(2, 2);

    private static readonly double[] HalfUnits = [.. Enumerable.Range(0, 18).Select(d => 0.5 / double.Parse($"1e{d}", System.Globalization.CultureInfo.InvariantCulture))];

    public WrittenDigits Widen(int close, int adjustedClose) => new(Math.Max(Close, close), Math.Max(AdjustedClose, adjustedClose));

    /// <summary>Largest relative change of adjusted ÷ close between two rows that half a unit of the last digit everywhere explains.</summary>
    public double RatioRounding(in BarRow previous, in BarRow current)
    {
        var adjusted = HalfUnits[Math.Min(AdjustedClose, HalfUnits.Length - 1)];
        var close = HalfUnits[Math.Min(Close, HalfUnits.Length - 1)];
        return (adjusted / previous.AdjustedClose) + (adjusted / current.AdjustedClose) + (close / previous.Close) + (close / current.Close);
    }
}
