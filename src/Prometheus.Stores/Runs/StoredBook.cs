using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Errors;
using Prometheus.Core.Time;
using Prometheus.Portfolio.Construction;

namespace Prometheus.Stores.Runs;

/// <summary>The book of a run as its rows name it: by small keys that no view shows. One transaction opens it and writes all of its rows.</summary>
internal sealed class StoredBook
{
    private static readonly TableShape Books = new(
        "books",
        keyColumns: 1,
        Column.Narrow("book_key"),
        Column.Text("book_name"),
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Text("strategy_id"),
        Column.Text("sleeve_id"),
        Column.Text("market_id"),
        Column.Text("region"),
        Column.Text("universe_id"),
        Column.Text("assessment_strategy_id"),
        Column.Narrow("assessment_horizon"),
        Column.Text("risk_model_id"),
        Column.Text("mode"));

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly SleeveRun _run;
    private readonly NameKeys _keys;
    private readonly int[] _names;
    private readonly ExchangeCalendar _calendar;

    private StoredBook(SleeveRun run, int key, NameKeys keys, int[] names)
    {
        (_run, Key, _keys, _names) = (run, key, keys, names);
        _calendar = ExchangeCalendars.Get(run.Market.Definition.Exchange);
    }

    public int Key { get; }

    /// <summary>Every row of the book in a table of book rows.</summary>
    public KeyRange Rows => KeyRange.Where("book_key = @key", new { key = Key });

    public static StoredBook Open(DatabaseTransaction unit, SleeveRun run)
    {
        var known = unit.Query<int>(
            "SELECT book_key FROM books WHERE context = @RunId AND portfolio_id = @PortfolioId", new { run.RunId, run.Sleeve.PortfolioId });
        var key = known.Count > 0 ? known[0] : unit.NewKeys("books", "book_key", 1)[0];
        var ofRun = KeyRange.Where("context = @RunId AND portfolio_id = @PortfolioId", new { run.RunId, run.Sleeve.PortfolioId });
        unit.Replace(Books, ofRun, rows => rows.Narrow(key).Text(run.RunId).Text(run.RunId).Text(run.Sleeve.PortfolioId).Text(run.Sleeve.StrategyId)
            .Text(run.Sleeve.SleeveId).Text(run.Sleeve.MarketId).Text(run.Market.Definition.Region).Text(run.Sleeve.UniverseId)
            .Text(run.Sleeve.AssessmentStrategyId).Narrow(run.Sleeve.AssessmentHorizonDays).Text(PortfolioState.DefaultModelId).Text("BACKTEST").EndRow());
        var used = NamesOf(run);
        var rules = run.Decisions.SelectMany(d => d.RiskActions).Select(a => a.Rule).Where(r => r.Length > 0);
        var keys = NameKeys.Of(unit, used.Select(i => run.Market.Instruments[i]).Concat(rules));
        var names = new int[run.Market.Instruments.Count];
        foreach (var instrument in used)
            names[instrument] = keys[run.Market.Instruments[instrument]];
        return new StoredBook(run, key, keys, names);
    }

    /// <summary>The key of an instrument's name.</summary>
    public int Name(int instrument) => _names[instrument];

    /// <summary>The key of the name of a risk rule.</summary>
    public int Rule(string rule) => _keys[rule];

    /// <summary>Days from 1970-01-01 to a session.</summary>
    public int Day(int session) => DayOf(_run.Market.Sessions[session]);

    public static int DayOf(DateOnly date) => date.DayNumber - Epoch;

    public static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + Epoch);

    /// <exception cref="DataError">The run walked a day on which its exchange was closed.</exception>
    public TradingSession HoursOf(int session)
    {
        var date = _run.Market.Sessions[session];
        return _calendar.SessionOn(date) ?? throw new DataError($"{date:yyyy-MM-dd} carries a session of a run but is no session of {_calendar.Exchange}");
    }

    /// <summary>Every instrument a row of the run names.</summary>
    private static SortedSet<int> NamesOf(SleeveRun run)
    {
        var used = new SortedSet<int>();
        foreach (var order in run.Orders)
            used.Add(order.Instrument);
        foreach (var fill in run.Fills)
            used.Add(fill.Instrument);
        foreach (var decision in run.Decisions)
        {
            used.UnionWith(decision.FinalInstruments);
            foreach (var action in decision.RiskActions)
                used.Add(action.Instrument);
        }

        foreach (var snapshot in run.Positions)
        {
            foreach (var position in snapshot.Positions)
                used.Add(position.Instrument);
        }

        return used;
    }
}
