using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Instruments;
using Prometheus.Scenarios;

namespace Prometheus.Stores.Scenarios;

/// <summary>
/// Scenario sets ⇄ <c>scenario_sets</c> and, in compact form, <c>scenario_entities</c>, <c>scenario_returns</c> and <c>scenario_draws</c>; the
/// view <c>scenario_paths</c> answers them row by row.
/// </summary>
public static class ScenarioStore
{
    private const int BlockNames = 64;

    private const string SetColumns =
        """
        SELECT scenario_set_id, name, description, category, horizon_days, num_paths, CAST(markets AS TEXT) AS markets,
               CAST(base_universe_filter AS TEXT) AS base_universe_filter, base_date_start, base_date_end, CAST(regime_filter AS TEXT) AS regime_filter,
               CAST(generator_spec AS TEXT) AS generator_spec, seed, status, max_data_date, content_hash
        FROM scenario_sets
        """;

    private static readonly TableShape Sets = new(
        "scenario_sets",
        keyColumns: 1,
        Column.Text("scenario_set_id"),
        Column.Text("name"),
        Column.Text("description"),
        Column.Text("category"),
        Column.Integer("horizon_days"),
        Column.Integer("num_paths"),
        Column.Json("markets"),
        Column.Json("base_universe_filter"),
        Column.Date("base_date_start"),
        Column.Date("base_date_end"),
        Column.Json("regime_filter"),
        Column.Json("generator_spec"),
        Column.Integer("seed"),
        Column.Text("status"),
        Column.Date("max_data_date"),
        Column.Text("content_hash"),
        Column.Text("created_by"),
        Column.Json("tags"),
        Column.Json("metadata"));

    private static readonly TableShape Entities = new(
        "scenario_entities",
        keyColumns: 3,
        Column.Text("scenario_set_id"),
        Column.Integer("block"),
        Column.Integer("place"),
        Column.Text("instrument_id"),
        Column.Text("factor_id"),
        Column.Text("macro_id"));

    private static readonly TableShape Returns = new(
        "scenario_returns",
        keyColumns: 3,
        Column.Text("scenario_set_id"),
        Column.Date("trade_date"),
        Column.Integer("block"),
        Column.Text("returns"));

    private static readonly TableShape Draws = new(
        "scenario_draws",
        keyColumns: 3,
        Column.Text("scenario_set_id"),
        Column.Integer("scenario_id"),
        Column.Integer("horizon_index"),
        Column.Date("trade_date"));

    /// <summary>Makes the store hold exactly this set under its id. Returns the rows written.</summary>
    /// <exception cref="DataError">A return too large for the store.</exception>
    public static long Save(DatabaseTransaction unit, ScenarioSet set)
    {
        var range = KeyRange.Where("scenario_set_id = @set", new { set = set.SetId });
        return unit.Upsert(Sets, rows => WriteSet(rows, set))
            + unit.Replace(Entities, range, rows => WriteEntities(rows, set))
            + unit.Replace(Returns, range, rows => WriteReturns(rows, set))
            + unit.Replace(Draws, range, rows => WriteDraws(rows, set));
    }

    /// <summary>All sets, by id.</summary>
    public static IReadOnlyList<ScenarioSetRow> Summaries(IDatabaseReads runtime)
        => runtime.Query<ScenarioSetRow>($"{SetColumns} ORDER BY scenario_set_id");

    /// <summary>The set of that id or name, or null.</summary>
    public static ScenarioSetRow? TryFind(IDatabaseReads runtime, string idOrName)
        => runtime.Query<ScenarioSetRow>($"{SetColumns} WHERE scenario_set_id = @idOrName OR name = @idOrName ORDER BY scenario_set_id", new { idOrName })
            is [var first, ..] ? first : null;

    /// <summary>The set of that id or name.</summary>
    /// <exception cref="NothingMatchedError">There is none.</exception>
    public static ScenarioSetRow Find(IDatabaseReads runtime, string idOrName)
        => TryFind(runtime, idOrName)
            ?? throw new NothingMatchedError($"there is no scenario set '{idOrName}'; 'prometheus scenario list' shows what is stored");

    /// <summary>The whole set; how far its data reach is <see cref="ScenarioSet.MaxDataDate"/>, and whoever decides with it must ask.</summary>
    public static ScenarioSet Restore(IDatabaseReads runtime, ScenarioSetRow row)
    {
        var parameters = new { set = row.ScenarioSetId };
        var instruments = new InstrumentAxis(runtime.Query<string>(
            "SELECT instrument_id FROM scenario_entities WHERE scenario_set_id = @set ORDER BY block, place", parameters));
        var dates = runtime.Query<DateOnly>(
            "SELECT trade_date FROM scenario_returns WHERE scenario_set_id = @set AND block = 0 ORDER BY trade_date", parameters).ToArray();
        var values = new double[dates.Length * instruments.Count];
        using (var rows = runtime.Read("SELECT returns FROM scenario_returns WHERE scenario_set_id = @set ORDER BY trade_date, block", parameters))
        {
            for (var done = 0; rows.Next();)
                done += ScenarioText.Read(rows.Text(0), values.AsSpan(done));
        }

        var days = new int[row.NumPaths * row.HorizonDays];
        using (var rows = runtime.Read("SELECT trade_date FROM scenario_draws WHERE scenario_set_id = @set ORDER BY scenario_id, horizon_index", parameters))
        {
            for (var k = 0; k < days.Length && rows.Next(); k++)
                days[k] = Array.BinarySearch(dates, rows.Date(0));
        }

        var set = ScenarioSet.OfParts(row.Request(), instruments, dates, values, days);
        return set.ContentHash == row.ContentHash
            ? set
            : throw new DataError($"scenario set {row.ScenarioSetId} is damaged: its content has the hash {set.ContentHash[..8]}, expected {row.ContentHash[..8]}");
    }

    private static void WriteSet(RowWriter rows, ScenarioSet set)
    {
        var request = set.Request;
        rows.Text(set.SetId).Text(request.Name).Text(request.Description).Text(ScenarioRequest.NameOf(request.Category))
            .Integer(request.HorizonDays).Integer(request.NumPaths).Json(CanonicalJson.SerializeToString(request.Markets))
            .Json(CanonicalJson.SerializeToString(request.UniverseFilter)).Date(request.BaseDateStart).Date(request.BaseDateEnd)
            .Json(CanonicalJson.SerializeToString(request.RegimeFilter)).Json(CanonicalJson.SerializeToString(request.GeneratorSpec))
            .Integer(request.Seed).Text("READY").Date(set.MaxDataDate).Text(set.ContentHash).Text("system").Null()
            .Json(CanonicalJson.SerializeToString(new Dictionary<string, object> { ["days"] = set.KnownDays, ["names"] = set.Instruments.Count }))
            .EndRow();
    }

    private static void WriteEntities(RowWriter rows, ScenarioSet set)
    {
        for (var i = 0; i < set.Instruments.Count; i++)
        {
            rows.Text(set.SetId).Integer(i / BlockNames).Integer(i % BlockNames).Text(set.Instruments[i])
                .Text(ScenarioText.InstrumentRow).Text(ScenarioText.NoMacro).EndRow();
        }
    }

    private static void WriteReturns(RowWriter rows, ScenarioSet set)
    {
        for (var day = 0; day < set.KnownDays; day++)
        {
            var date = set.Panel.Dates[day];
            var values = set.Panel.Row(day);
            for (var first = 0; first < values.Length; first += BlockNames)
            {
                var block = values.Slice(first, Math.Min(BlockNames, values.Length - first));
                if (!ScenarioText.TryWrite(block, out var text, out var failed))
                {
                    throw new DataError(string.Create(
                        CultureInfo.InvariantCulture,
                        $"the return of {set.Instruments[first + failed]} on {date:yyyy-MM-dd} is {block[failed]}, more than scenario set {set.SetId} can hold"));
                }

                rows.Text(set.SetId).Date(date).Integer(first / BlockNames).Text(text).EndRow();
            }
        }
    }

    private static void WriteDraws(RowWriter rows, ScenarioSet set)
    {
        for (var path = 0; path < set.Paths; path++)
        {
            var days = set.DaysOf(path);
            for (var h = 0; h < days.Length; h++)
                rows.Text(set.SetId).Integer(path).Integer(h + 1).Date(set.Panel.Dates[days[h]]).EndRow();
        }
    }
}

/// <summary>What <c>scenario_sets</c> says of a set.</summary>
public sealed record ScenarioSetRow
{
    public string ScenarioSetId { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string Category { get; init; } = "";

    public int HorizonDays { get; init; }

    public int NumPaths { get; init; }

    public string Markets { get; init; } = "[]";

    public string BaseUniverseFilter { get; init; } = "{}";

    public DateOnly? BaseDateStart { get; init; }

    public DateOnly? BaseDateEnd { get; init; }

    public string RegimeFilter { get; init; } = "[]";

    public string GeneratorSpec { get; init; } = "{}";

    public long Seed { get; init; }

    public string Status { get; init; } = "";

    public DateOnly MaxDataDate { get; init; }

    public string ContentHash { get; init; } = "";

    /// <summary>The request the set was made from.</summary>
    public ScenarioRequest Request() => new()
    {
        Name = Name,
        Description = Description ?? "",
        Category = ScenarioRequest.CategoryOf(Category),
        HorizonDays = HorizonDays,
        NumPaths = NumPaths,
        Markets = Parse<EquatableList<string>>(Markets),
        BaseDateStart = BaseDateStart,
        BaseDateEnd = BaseDateEnd,
        RegimeFilter = Parse<EquatableList<string>>(RegimeFilter),
        UniverseFilter = Parse<ScenarioUniverseFilter>(BaseUniverseFilter),
        GeneratorSpec = Parse<GeneratorSpec>(GeneratorSpec),
        Seed = Seed,
    };

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, CanonicalJson.Options)!;
}
