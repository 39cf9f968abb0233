using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Databases;

namespace Prometheus.Jobs;

/// <summary>Remembers makings in the runtime database.</summary>
public static class MakingStore
{
    /// <summary>Columns that name a run, or the book of one.</summary>
    private static readonly string[] RunColumns = ["context", "run_id"];

    private const string Current = "CURRENT";

    public static string IdOf(IReadOnlyList<string> command) => StableId.Of([.. command]);

    /// <summary>All makings, in the order in which their commands were given.</summary>
    public static IReadOnlyList<Making> All(IDatabaseReads runtime) => Read(runtime, "1 = 1", null);

    /// <summary>The making of a command; null where it made nothing so far.</summary>
    public static Making? Find(IDatabaseReads runtime, IReadOnlyList<string> command) => Read(runtime, "making_id = @id", new { id = IdOf(command) }).SingleOrDefault();

    private static IReadOnlyList<Making> Read(IDatabaseReads runtime, string condition, object? parameters)
    {
        using var cover = AccessLog.Cover();
        var inputs = runtime.Query<InputRow>($"SELECT making_id, position, ref_kind, ref, digest FROM making_inputs WHERE {condition} ORDER BY making_id, position", parameters)
            .ToLookup(i => i.MakingId, StringComparer.Ordinal);
        var artefacts = runtime.Query<ArtefactRow>($"SELECT making_id, kind, natural_key, owned, output_digest, state FROM artefacts WHERE {condition} ORDER BY making_id, kind, natural_key", parameters)
            .ToLookup(a => a.MakingId, StringComparer.Ordinal);
        return
        [
            .. runtime.Query<MakingRow>($"SELECT making_id, command, semantics, made_seq, state FROM makings WHERE {condition} ORDER BY made_seq, making_id", parameters).Select(m => new Making(
                JsonSerializer.Deserialize<string[]>(m.Command)!,
                (int)m.Semantics,
                m.MadeSeq,
                Enum.Parse<MakingState>(m.State, ignoreCase: true),
                [.. inputs[m.MakingId].Select(i => new MakingInput(i.RefKind, i.Ref, i.Digest))],
                [.. artefacts[m.MakingId].Select(a => new Artefact(a.Kind, a.NaturalKey, a.Owned.Length == 0 ? null : TableSlice.FromJson(a.Owned), a.OutputDigest, a.State == Current))])),
        ];
    }

    /// <summary>Says inside the transaction of a result, where that is one of this database, that a command began to write, and what.</summary>
    public static void Claim(DatabaseTransaction transaction, IReadOnlyList<string> command, int semantics, IReadOnlyList<Artefact> written)
    {
        var id = IdOf(command);
        transaction.Execute(
            """
            INSERT INTO makings (making_id, command, semantics, made_seq, state)
            VALUES (@id, @words, @semantics, (SELECT COALESCE(MAX(made_seq), 0) + 1 FROM makings), 'MAKING')
            ON CONFLICT (making_id) DO UPDATE SET state = 'MAKING'
            """,
            new { id, words = JsonSerializer.Serialize(command), semantics });
        foreach (var artefact in written)
        {
            var claimed = transaction.Scalar<string>("SELECT owned FROM artefacts WHERE making_id = @id AND kind = @kind AND natural_key = @key AND state = 'CURRENT'", new { id, kind = artefact.Kind, key = artefact.Key });
            var owned = (claimed is null ? artefact.Owned! : TableSlice.FromJson(claimed).With(artefact.Owned!)).ToJson();
            if (owned != claimed)
            {
                transaction.Execute(
                    """
                    INSERT INTO artefacts (making_id, kind, natural_key, owned, output_digest, state) VALUES (@id, @kind, @key, @owned, NULL, 'CURRENT')
                    ON CONFLICT (making_id, kind, natural_key) DO UPDATE SET owned = excluded.owned, state = 'CURRENT', superseded_by = NULL
                    """,
                    new { id, kind = artefact.Kind, key = artefact.Key, owned });
            }
        }
    }

    /// <summary>Undoes <see cref="Claim"/>: what was made before still stands as it was, and what was not is not remembered.</summary>
    public static void TakeBack(DatabaseTransaction transaction, IReadOnlyList<string> command)
    {
        var id = IdOf(command);
        transaction.Execute(
            "DELETE FROM makings WHERE making_id = @id AND state = 'MAKING' AND NOT EXISTS (SELECT 1 FROM making_inputs WHERE making_id = @id)", new { id });
        transaction.Execute("DELETE FROM artefacts WHERE making_id = @id AND making_id NOT IN (SELECT making_id FROM makings)", new { id });
        transaction.Execute("UPDATE makings SET state = 'CURRENT' WHERE making_id = @id AND state = 'MAKING'", new { id });
    }

    /// <summary>Writes down a making that ended; what earlier ones made of the same rows is superseded by it.</summary>
    /// <param name="keepsPlace">True where a refresh did it again: its place among the others stays.</param>
    /// <param name="skipped">Blocks of units that were there already: runs among them are still its own.</param>
    /// <returns>Runs that gave way to those made now.</returns>
    public static IReadOnlyList<string> Finish(DatabaseTransaction transaction, Making made, bool keepsPlace, IReadOnlySet<string> skipped)
    {
        using var cover = AccessLog.Cover();
        var all = All(transaction);
        var before = all.FirstOrDefault(m => m.Id == made.Id);
        var sequence = keepsPlace && before is not null ? before.Sequence : all.Select(m => m.Sequence).DefaultIfEmpty(0).Max() + 1;
        var artefacts = Merged(before?.Artefacts ?? [], made.Artefacts, skipped);
        Write(transaction, made with { Sequence = sequence, Artefacts = artefacts });

        // Whoever wrote a file last said what it holds.
        foreach (var file in made.Artefacts.Where(a => a.IsFile))
        {
            transaction.Execute(
                "UPDATE artefacts SET output_digest = @digest WHERE kind IN @kinds AND natural_key = @key",
                new { digest = file.OutputDigest, kinds = new[] { Artefact.File, Artefact.FileRows }, key = file.Key });
        }

        string[] gaveWay = [.. artefacts.Where(a => !a.IsCurrent).Select(RunOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (keepsPlace)
            return gaveWay;
        foreach (var other in all.Where(o => o.Id != made.Id && o.State != MakingState.Superseded))
        {
            var gone = other.Artefacts.Where(a => a.IsCurrent && made.Artefacts.Any(m => TakesThePlaceOf(m, a))).ToHashSet();
            if (gone.Count == 0)
                continue;
            foreach (var artefact in gone)
            {
                transaction.Execute(
                    "UPDATE artefacts SET state = 'SUPERSEDED', superseded_by = @by WHERE making_id = @id AND kind = @kind AND natural_key = @key",
                    new { by = made.Id, id = other.Id, kind = artefact.Kind, key = artefact.Key });
            }

            if (other.Artefacts.All(a => !a.IsCurrent || gone.Contains(a)))
                transaction.Execute("UPDATE makings SET state = 'SUPERSEDED' WHERE making_id = @id", new { id = other.Id });
        }

        return gaveWay;
    }

    /// <summary>Rows of a run have its id; a run that was neither written nor found again gave way to those that were written.</summary>
    private static List<Artefact> Merged(IReadOnlyList<Artefact> before, IReadOnlyList<Artefact> made, IReadOnlySet<string> skipped)
    {
        var merged = made.ToDictionary(a => (a.Kind, a.Key));
        var madeRuns = made.Any(a => RunOf(a) is not null);
        foreach (var artefact in before)
        {
            if (merged.TryGetValue((artefact.Kind, artefact.Key), out var again))
            {
                if (artefact.Owned is { } owned && artefact.IsCurrent)
                    merged[(artefact.Kind, artefact.Key)] = again with { Owned = owned.With(again.Owned!) };
                continue;
            }

            var gaveWay = madeRuns && RunOf(artefact) is { } run && !skipped.Contains(run);
            merged.Add((artefact.Kind, artefact.Key), artefact with { IsCurrent = artefact.IsCurrent && !gaveWay });
        }

        return [.. merged.Values];
    }

    /// <summary>The run an artefact belongs to; null for one of no run. The id of a run's decision begins with its own.</summary>
    public static string? RunOf(Artefact artefact)
    {
        if (artefact.Owned is not { } owned)
            return null;
        return Array.ConvertAll(RunColumns, c => owned.Where.GetValueOrDefault(c)).FirstOrDefault(v => v is not null and not "live")
            ?? (owned.Where.GetValueOrDefault("decision_id")?.Split(':') is [var run, _, _] ? run : null);
    }

    /// <summary>
    /// A table without a value that narrows it is shared by all who write it, and who adds to the rows of others, or replaces fewer than the slice says, leaves
    /// theirs in place.
    /// </summary>
    private static bool TakesThePlaceOf(Artefact made, Artefact other) => made.Owned is { } owned
        ? owned.IsReplaced && owned.Where.Count > 0 && other.Owned is { } theirs && owned.Covers(theirs)
        : made.Kind == Artefact.File && other.Kind == Artefact.File && made.Key == other.Key;

    private static void Write(DatabaseTransaction transaction, Making made)
    {
        var id = made.Id;
        transaction.Execute("DELETE FROM makings WHERE making_id = @id", new { id });
        transaction.Execute("DELETE FROM making_inputs WHERE making_id = @id", new { id });
        transaction.Execute("DELETE FROM artefacts WHERE making_id = @id", new { id });
        transaction.Execute(
            "INSERT INTO makings (making_id, command, semantics, made_seq, state) VALUES (@id, @words, @semantics, @sequence, 'CURRENT')",
            new { id, words = JsonSerializer.Serialize(made.Command), semantics = made.Semantics, sequence = made.Sequence });
        for (var position = 0; position < made.Inputs.Count; position++)
        {
            var input = made.Inputs[position];
            transaction.Execute(
                "INSERT INTO making_inputs (making_id, position, ref_kind, ref, digest) VALUES (@id, @position, @kind, @reference, @digest)",
                new { id, position, kind = input.Kind, reference = input.Reference, digest = input.Digest });
        }

        foreach (var artefact in made.Artefacts)
        {
            transaction.Execute(
                "INSERT INTO artefacts (making_id, kind, natural_key, owned, output_digest, state) VALUES (@id, @kind, @key, @owned, @digest, @state)",
                new { id, kind = artefact.Kind, key = artefact.Key, owned = artefact.Owned?.ToJson() ?? "", digest = artefact.OutputDigest, state = artefact.IsCurrent ? Current : "SUPERSEDED" });
        }
    }

    private sealed record MakingRow
    {
        public string MakingId { get; init; } = "";

        public string Command { get; init; } = "";

        public long Semantics { get; init; }

        public long MadeSeq { get; init; }

        public string State { get; init; } = "";
    }

    private sealed record InputRow
    {
        public string MakingId { get; init; } = "";

        public long Position { get; init; }

        public string RefKind { get; init; } = "";

        public string Ref { get; init; } = "";

        public string Digest { get; init; } = "";
    }

    private sealed record ArtefactRow
    {
        public string MakingId { get; init; } = "";

        public string Kind { get; init; } = "";

        public string NaturalKey { get; init; } = "";

        public string Owned { get; init; } = "";

        public string? OutputDigest { get; init; }

        public string State { get; init; } = "";
    }
}

/// <summary>How a making stands, as it is stored.</summary>
public enum MakingState
{
    /// <summary>Begun and not ended: it was killed, or is running.</summary>
    Making,

    /// <summary>Ended; what it made is there.</summary>
    Current,

    /// <summary>Everything it made was made again by a later one.</summary>
    Superseded,
}

/// <summary>One command that made derived rows or files.</summary>
/// <param name="Command">Its words after <c>prometheus</c>, without what names a place, an address or a number of threads.</param>
/// <param name="Semantics">Version of the computation.</param>
/// <param name="Sequence">Order in which the commands were last given.</param>
/// <param name="Inputs">What it read.</param>
/// <param name="Artefacts">What it left.</param>
public sealed record Making(
    IReadOnlyList<string> Command, int Semantics, long Sequence, MakingState State, IReadOnlyList<MakingInput> Inputs, IReadOnlyList<Artefact> Artefacts)
{
    public string Id => MakingStore.IdOf(Command);
}

/// <summary>One thing a making read.</summary>
/// <param name="Kind"><c>table</c>, <c>market</c> or <c>file</c>.</param>
/// <param name="Reference">JSON that names it, so that it can be read again.</param>
/// <param name="Digest">Of what was found.</param>
public sealed record MakingInput(string Kind, string Reference, string Digest);

/// <summary>One thing a making left: rows of a table, or a file.</summary>
/// <param name="Kind">The table, or <see cref="File"/>.</param>
/// <param name="Key">What names it within its kind.</param>
/// <param name="Owned">The rows; null for a file.</param>
/// <param name="OutputDigest">Of a file's content; null where nothing reads it as a whole.</param>
/// <param name="IsCurrent">False once a later making took its place.</param>
public sealed record Artefact(string Kind, string Key, TableSlice? Owned, string? OutputDigest, bool IsCurrent = true)
{
    public const string File = "file";

    /// <summary>A file in which other makings have rows as well.</summary>
    public const string FileRows = "rows of a file";

    public bool IsFile => Owned is null;
}
