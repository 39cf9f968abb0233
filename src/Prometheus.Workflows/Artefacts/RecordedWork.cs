using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Jobs;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Artefacts;

/// <summary>
/// Runs the work of one command and, where it made rows or files, writes down the command, what it read and what it left. The row is there from
/// the first result on, so that a command that was killed is known.
/// </summary>
/// <param name="settings">Whose runtime database remembers.</param>
/// <param name="command">The words of the command, free of places, addresses and numbers of threads.</param>
public sealed class RecordedWork(DatabaseSettings settings, IReadOnlyList<string> command)
{
    /// <summary>Stands for a file that is not there.</summary>
    public const string Missing = "missing";

    /// <summary>True where a refresh does it again: its place in the order stays, and of its files only those nobody changed are replaced.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Whether a file may be replaced; null for yes.</summary>
    public Func<string, bool>? MayReplace { get; init; }

    /// <summary>What was written, after the work.</summary>
    public IReadOnlyList<Artefact> Made { get; private set; } = [];

    /// <param name="work">Returns whether it ended well; what failed is not written down as made.</param>
    /// <param name="cancellation">Ends the reading of what was read.</param>
    public void Run(Func<bool> work, CancellationToken cancellation)
    {
        var log = new AccessLog { Committing = Claim, MayReplace = MayReplace };
        var isDone = false;
        try
        {
            using (log.Follow())
                isDone = work();
        }
        catch (Exception failure) when (failure is UserError or NothingMatchedError)
        {
            Forget(log);
            throw;
        }

        if (!isDone)
        {
            Forget(log);
            return;
        }

        using var cover = AccessLog.Cover();
        var made = log.Written.Count > 0 || log.FilesWritten.Count > 0 || log.FilesKept.Count > 0 || log.Skipped.Count > 0;
        if (!made && log.Read.Count == 0 && log.ReadWhole.Count == 0)
            return;
        using var databases = new DatabasePair(settings);
        var before = MakingStore.Find(databases.Runtime, command);

        // Who finds everything as it should be writes nothing, and still read what it read.
        if (made || before is not null)
            Finish(databases, before, log, cancellation);
    }

    /// <summary>A file as it is remembered: relative to the home folder, with forward slashes.</summary>
    public static string FileKey(DatabaseSettings settings, string path)
        => Path.GetRelativePath(Path.GetFullPath(settings.Home), Path.GetFullPath(path)).Replace('\\', '/');

    public static string FileOf(DatabaseSettings settings, string key) => Path.GetFullPath(Path.Combine(settings.Home, key));

    public static string DigestOfFile(DatabaseSettings settings, string key)
        => FileOf(settings, key) is var path && (File.Exists(path) || Directory.Exists(path)) ? ContentDigest.Of(path) : Missing;

    /// <summary>What is about to be committed is the command's, also where it is killed before it ends.</summary>
    private void Claim(DatabaseTransaction transaction, IReadOnlyList<TableSlice> written)
    {
        using var cover = AccessLog.Cover();
        Artefact[] artefacts = [.. written.Select(ArtefactOf)];
        if (transaction.Database == LogicalDatabase.Runtime)
        {
            MakingStore.Claim(transaction, command, RunManifest.CurrentSemantics, artefacts);
            return;
        }

        using var databases = new DatabasePair(settings);
        databases.Runtime.InTransaction(unit => MakingStore.Claim(unit, command, RunManifest.CurrentSemantics, artefacts));
    }

    private static Artefact ArtefactOf(TableSlice written) => new(written.Table, written.Name, written, OutputDigest: null);

    /// <summary>A command that said no would say it again: it is no unfinished work.</summary>
    private void Forget(AccessLog log)
    {
        if (log.Written.Count == 0)
            return;
        using var cover = AccessLog.Cover();
        using var databases = new DatabasePair(settings);
        databases.Runtime.InTransaction(unit => MakingStore.TakeBack(unit, command));
    }

    /// <summary>Who looks at the rows it is about to replace does not depend on them; it may depend on those before.</summary>
    private static IEnumerable<TableSlice> NotOwn(TableSlice read, IReadOnlyList<TableSlice> written)
    {
        TableSlice? left = read;
        foreach (var owned in written)
            left = left?.Before(owned);
        return left is null ? [] : [left];
    }

    /// <summary>Who finds everything as it should be looked at less than who made it, and what it was made of still counts, as it is now.</summary>
    private IEnumerable<MakingInput> StillRead(DatabasePair databases, Making before, MakingInput[] read, CancellationToken cancellation)
    {
        var seen = read.Select(i => (i.Kind, i.Reference)).ToHashSet();
        return read.Concat(DataStatus.InputsNow(databases, settings, before.Inputs.Where(i => !seen.Contains((i.Kind, i.Reference))), cancellation));
    }

    private void Finish(DatabasePair databases, Making? before, AccessLog log, CancellationToken cancellation)
    {
        TableSlice[] owned = [.. log.Written, .. before?.Artefacts.Select(a => a.Owned).OfType<TableSlice>() ?? []];
        var digest = new SliceDigest(databases);
        var read = log.ReadWhole.Select(r => new MakingInput(r.Kind, r.Reference, r.Digest))
            .Concat(digest.OnTables(log.Read).SelectMany(s => NotOwn(s, owned)).Select(s => new MakingInput(InputKind.Table, s.ToJson(), digest.Of(s, cancellation))))
            .Concat(log.FilesRead.Except(log.FilesWritten).Select(f => FileKey(settings, f)).Select(f => new MakingInput(InputKind.File, JsonSerializer.Serialize(f), DigestOfFile(settings, f))));
        var hasWritten = log.Written.Count > 0 || log.FilesWritten.Count > 0;
        MakingInput[] inputs =
        [
            .. (hasWritten || before is null ? read : StillRead(databases, before, [.. read], cancellation))
                .OrderBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Reference, StringComparer.Ordinal),
        ];
        if (!hasWritten && before is { State: MakingState.Current, Semantics: RunManifest.CurrentSemantics } && inputs.SequenceEqual(before.Inputs))
            return;
        Made =
        [
            .. log.Written.Select(ArtefactOf),
            .. log.FilesWritten.Select(f => (Key: FileKey(settings, f), IsShared: log.FilesShared.Contains(f)))
                .Select(f => new Artefact(f.IsShared ? Artefact.FileRows : Artefact.File, f.Key, Owned: null, DigestOfFile(settings, f.Key))),
        ];
        var making = new Making(command, RunManifest.CurrentSemantics, 0, MakingState.Current, inputs, Made);
        string[] runs = [.. Made.Select(MakingStore.RunOf).OfType<string>().Concat(log.Skipped).Distinct(StringComparer.Ordinal)];
        databases.Runtime.InTransaction(unit => RunStore.Supersede(unit, MakingStore.Finish(unit, making, IsAgain, log.Skipped), runs));
    }
}

/// <summary>The kinds of things a making reads, beside a market.</summary>
internal static class InputKind
{
    public const string Table = "table";
    public const string File = "file";
}
