using System.Globalization;
using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Markets;
using Prometheus.Databases.Bulk;
using Prometheus.Jobs;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Artefacts;

/// <summary>
/// Which derived rows, runs and files no longer follow from what they were made of, told from the recorded makings alone: every input is read
/// again and compared with the digest that was found when it was used. Nothing is recomputed.
/// </summary>
public sealed class DataStatus
{
    private readonly DatabasePair _databases;
    private readonly DatabaseSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly SliceDigest _slices;
    private readonly Dictionary<(string Kind, string Reference, DateOnly? Through), string> _digests = [];

    private DataStatus(DatabasePair databases, DatabaseSettings settings, CancellationToken cancellation)
        => (_databases, _settings, _cancellation, _slices) = (databases, settings, cancellation, new SliceDigest(databases));

    /// <param name="settings">Of the databases; its home is where files are looked for.</param>
    /// <param name="marketId">Null: all markets.</param>
    /// <returns>In the order in which they can be made again: what is read stands before who reads it.</returns>
    public static IReadOnlyList<JudgedMaking> Read(DatabasePair databases, DatabaseSettings settings, string? marketId, CancellationToken cancellation = default)
    {
        if (marketId is not null)
            MarketCatalog.Get(marketId);
        using var cover = AccessLog.Cover();
        var makings = InOrder([.. MakingStore.All(databases.Runtime).Where(m => m.State != MakingState.Superseded)]);
        var status = new DataStatus(databases, settings, cancellation);
        var judged = makings.Select(status.Judge).ToArray();
        Wait(judged);
        return [.. judged.Where(j => marketId is null || Concerns(j.Making, marketId))];
    }

    /// <summary>Judges one making by what is there now, without a look at others.</summary>
    public static JudgedMaking Judge(DatabasePair databases, DatabaseSettings settings, Making making, CancellationToken cancellation)
    {
        using var cover = AccessLog.Cover();
        return new DataStatus(databases, settings, cancellation).Judge(making);
    }

    /// <summary>
    /// Derived rows that no remembered command made: those of a store older than the record, or of a program that called the library. They are told
    /// apart by what leads their keys, a view as a whole.
    /// </summary>
    public static IReadOnlyList<UnrecordedRows> Unrecorded(DatabasePair databases)
    {
        using var cover = AccessLog.Cover();
        var owned = MakingStore.All(databases.Runtime).SelectMany(m => m.Artefacts).Select(a => a.Owned).OfType<TableSlice>().ToLookup(s => (s.Database, s.Table));
        return
        [
            .. Enum.GetValues<LogicalDatabase>().SelectMany(name => TableCatalog.Read(databases[name])
                .Where(t => TableRoles.Of(t.Name) == TableRole.Result)
                .Select(t => Unrecorded(databases[name], t, [.. owned[(name, t.Name)]])).OfType<UnrecordedRows>()),
        ];
    }

    private static UnrecordedRows? Unrecorded(Database database, TableShape table, TableSlice[] owned)
    {
        var lead = table.Columns[0];
        if (lead.Type != ColumnType.Text || SeedViews.Of(database.Name).Any(v => v.Name == table.Name))
            return owned.Length == 0 && database.Scalar<long?>($"SELECT 1 FROM {table.Name} LIMIT 1") is not null ? new UnrecordedRows(table.Name, []) : null;
        var values = owned.Any(s => !s.Where.ContainsKey(lead.Name)) ? [] : database.Query<string>($"SELECT DISTINCT {lead.Name} FROM {table.Name} ORDER BY {lead.Name}");
        string[] unknown = [.. values.Where(v => !owned.Any(s => s.Where[lead.Name] == v))];
        return unknown.Length == 0 ? null : new UnrecordedRows(table.Name, unknown);
    }

    /// <summary>The same inputs with the digests of what is there now.</summary>
    public static IReadOnlyList<MakingInput> InputsNow(DatabasePair databases, DatabaseSettings settings, IEnumerable<MakingInput> inputs, CancellationToken cancellation)
    {
        using var cover = AccessLog.Cover();
        var status = new DataStatus(databases, settings, cancellation);
        return [.. inputs.Select(i => i with { Digest = status.DigestNow(i, null) })];
    }

    /// <summary>Whether one reads what the other made.</summary>
    public static bool Reads(Making reader, Making maker)
        => reader.Inputs.Any(i => i.Kind switch
        {
            InputKind.Table => TableSlice.FromJson(i.Reference) is var read && maker.Artefacts.Any(a => a.IsCurrent && a.Owned is { } owned && owned.Meets(read)),
            InputKind.File => JsonSerializer.Deserialize<string>(i.Reference) is var file && maker.Artefacts.Any(a => a.IsFile && a.Key == file),
            _ => false,
        });

    /// <summary>Makers before readers, otherwise in the order in which the commands were given.</summary>
    private static List<Making> InOrder(Making[] makings)
    {
        var ordered = new List<Making>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var making in makings)
            Visit(making);
        return ordered;

        void Visit(Making making)
        {
            if (!seen.Add(making.Id))
                return;
            foreach (var maker in makings.Where(m => m.Id != making.Id && Reads(making, m)))
                Visit(maker);
            ordered.Add(making);
        }
    }

    private static void Wait(JudgedMaking[] judged)
    {
        for (var i = 0; i < judged.Length; i++)
        {
            if (judged[i].State is not (Freshness.Fresh or Freshness.Behind))
                continue;
            var maker = judged.Take(i).FirstOrDefault(m => m.State is Freshness.Stale or Freshness.Unfinished or Freshness.Behind && Reads(judged[i].Making, m.Making));
            if (maker is not null)
                judged[i] = judged[i] with { State = Freshness.Stale, Reasons = [$"reads what '{string.Join(' ', maker.Making.Command.Take(2))}' makes, which is {maker.State.ToString().ToLowerInvariant()}"], WaitsOnly = judged[i].State == Freshness.Fresh };
        }
    }

    private static bool Concerns(Making making, string marketId)
    {
        var markets = making.Inputs.Where(i => i.Kind == MarketSlice.Kind).Select(i => MarketSlice.FromJson(i.Reference).MarketId).ToArray();
        return markets.Length == 0 || markets.Contains(marketId, StringComparer.Ordinal);
    }

    private JudgedMaking Judge(Making making)
    {
        if (making.State == MakingState.Making)
            return new JudgedMaking(making, Freshness.Unfinished, ["was begun and did not end"], 0);
        if (making.Semantics != RunManifest.CurrentSemantics)
            return new JudgedMaking(making, Freshness.Stale, [$"was made by semantics version {making.Semantics}, this is {RunManifest.CurrentSemantics}"], 0);
        var changed = making.Inputs.Where(i => DigestNow(i, null) != i.Digest).ToArray();
        var stale = changed.Where(i => !IsOnlyBehind(i)).Select(NameOf).Select(n => $"{n} changed").ToList();
        var files = making.Artefacts.Where(a => a.IsFile && a.IsCurrent).Select(a => (a.Key, a.OutputDigest, Now: DigestNow(new MakingInput(InputKind.File, JsonSerializer.Serialize(a.Key), ""), null))).ToArray();
        stale.AddRange(files.Where(f => f.Now == RecordedWork.Missing).Select(f => $"{f.Key} is gone"));
        if (stale.Count > 0)
            return new JudgedMaking(making, Freshness.Stale, stale, 0);
        var edited = files.Where(f => f.Now != f.OutputDigest).Select(f => $"{f.Key} was changed by somebody else and is left as it is").ToArray();
        if (edited.Length > 0)
            return new JudgedMaking(making, Freshness.Edited, edited, 0);
        var behind = changed.Select(i => MarketSlice.FromJson(i.Reference).SessionsAfter(_databases, MarketSlice.LastSession(i.Digest)!.Value)).DefaultIfEmpty(0).Max();
        return changed.Length > 0
            ? new JudgedMaking(making, Freshness.Behind, [$"{behind} sessions came after its last"], behind)
            : new JudgedMaking(making, Freshness.Fresh, [], 0);
    }

    /// <summary>The market as it stood up to the last session that was read is still the same.</summary>
    private bool IsOnlyBehind(MakingInput input) => input.Kind == MarketSlice.Kind && MarketSlice.LastSession(input.Digest) is { } last && DigestNow(input, last) == input.Digest;

    private string DigestNow(MakingInput input, DateOnly? through)
    {
        var key = (input.Kind, input.Reference, through);
        if (!_digests.TryGetValue(key, out var digest))
        {
            _digests[key] = digest = input.Kind switch
            {
                MarketSlice.Kind => MarketSlice.FromJson(input.Reference).DigestNow(_databases, through, _cancellation),
                InputKind.Table => _slices.Of(TableSlice.FromJson(input.Reference), _cancellation),
                _ => RecordedWork.DigestOfFile(_settings, JsonSerializer.Deserialize<string>(input.Reference)!),
            };
        }

        return digest;
    }

    private static string NameOf(MakingInput input) => input.Kind switch
    {
        MarketSlice.Kind => MarketSlice.FromJson(input.Reference).ToString(),
        InputKind.Table => TableSlice.FromJson(input.Reference).ToString(),
        _ => JsonSerializer.Deserialize<string>(input.Reference)!,
    };
}

/// <summary>Rows of a table that are there and not remembered: nothing is known of what they were made from.</summary>
/// <param name="Leads">Values of the first column of the keys, in ordinal order; none where the table counts whole.</param>
public sealed record UnrecordedRows(string Table, IReadOnlyList<string> Leads)
{
    /// <summary>
    /// The verb that makes rows of the table, where they are asked for; given again with their options and --force, it is remembered. That of a state
    /// follows from its declaration.
    /// </summary>
    public IReadOnlyList<string> Verb => Declared?.Split(' ') ?? Table switch
    {
        "volatility_daily" => ["data", "derive"],
        "instrument_factors_daily" or "correlation_panels" or "risk_matrices" => ["factor", "build"],
        "joint_spaces" => ["joint"],
        "regime_transitions" => ["regime", "classify"],
        "soft_target_classes" => ["stab", "backfill"],
        "portfolio_risk_reports" => ["risk", "backfill"],
        "opportunity_experiments" => ["lambda", "experiment"],
        "engine_decisions" or "decision_outcomes" => ["meta"],
        _ when Table.StartsWith("scenario_", StringComparison.Ordinal) => ["scenario", "generate"],
        _ => ["backtest", "campaign"],
    };

    private string? Declared
        => (StateCatalog.All.FirstOrDefault(s => s.Table == Table && Leads.Contains(s.Kind, StringComparer.Ordinal)) ?? StateCatalog.All.FirstOrDefault(s => s.Table == Table))?.Command;

    public override string ToString() => Leads.Count == 0 ? Table : string.Create(CultureInfo.InvariantCulture, $"{Table} of {string.Join(", ", Leads.Take(3))}{(Leads.Count > 3 ? $" and {Leads.Count - 3} more" : "")}");
}

/// <summary>How what was made stands to the data of now.</summary>
public enum Freshness
{
    Fresh,

    /// <summary>Sessions came after the last one of an open range; what is there is right.</summary>
    Behind,

    /// <summary>Something it was made from is no longer what it was, or may not be once other stale things are made again.</summary>
    Stale,

    /// <summary>A file it wrote was changed by somebody since.</summary>
    Edited,

    /// <summary>Begun and not ended.</summary>
    Unfinished,
}

/// <summary>A making and how it stands.</summary>
/// <param name="Reasons">One sentence each; none where it is fresh.</param>
/// <param name="SessionsBehind">Sessions stored after the last one it read, where nothing else changed.</param>
/// <param name="WaitsOnly">True where nothing it read has changed so far, but something it reads is stale itself.</param>
public sealed record JudgedMaking(Making Making, Freshness State, IReadOnlyList<string> Reasons, int SessionsBehind, bool WaitsOnly = false);
