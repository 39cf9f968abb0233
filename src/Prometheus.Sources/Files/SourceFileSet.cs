using System.IO.Compression;
using Prometheus.Core.Errors;

namespace Prometheus.Sources.Files;

/// <summary>The files behind one path: a file, a folder of files (not its subfolders), or a zip archive; folders may hold archives.</summary>
internal sealed class SourceFileSet : IDisposable
{
    private static readonly string[] TextEndings = [".csv", ".csv.gz"];
    private static readonly byte[] ZipSignature = "PK"u8.ToArray();

    private readonly List<SourceFile> _files = [];
    private readonly List<ZipArchive> _archives = [];

    private SourceFileSet()
    {
    }

    /// <summary>In ordinal order of names.</summary>
    public IReadOnlyList<SourceFile> Files => _files;

    /// <exception cref="UserError">The path does not exist, cannot be read, or holds no file to read.</exception>
    public static SourceFileSet Discover(string path)
    {
        var set = new SourceFileSet();
        try
        {
            if (Directory.Exists(path))
                set.AddFolder(path);
            else if (File.Exists(path))
                set.AddFile(path, Path.GetFileName(path));
            else
                throw new UserError($"no such file or folder: {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            set.Dispose();
            throw new UserError($"cannot read {path}: {e.Message}", e);
        }
        catch
        {
            set.Dispose();
            throw;
        }

        set._files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 1; i < set._files.Count; i++)
        {
            if (set._files[i].Name == set._files[i - 1].Name)
            {
                set.Dispose();
                throw new UserError($"{set._files[i].Name} occurs twice in its archive, expected every entry once");
            }
        }

        return set;
    }

    public void Dispose()
    {
        foreach (var archive in _archives)
            archive.Dispose();
    }

    private static bool IsText(string name) => Array.Exists(TextEndings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static string StemOf(string name)
    {
        var stem = Path.GetFileName(name);
        if (stem.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            stem = stem[..^3];
        var ending = Path.GetExtension(stem);
        return ending.Equals(".csv", StringComparison.OrdinalIgnoreCase) || ending.Equals(".txt", StringComparison.OrdinalIgnoreCase)
            ? stem[..^4]
            : stem;
    }

    private void AddFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(file);
            if (!name.StartsWith('.') && (IsText(name) || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)))
                AddFile(file, name);
        }

        if (_files.Count == 0)
            throw new UserError($"folder {folder} holds no .csv, .csv.gz or .zip file");
    }

    private void AddFile(string path, string name)
    {
        if (IsZip(path) || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            AddArchive(path, name);
        else
            _files.Add(new SourceFile(name, StemOf(name), new FileInfo(path).Length, () => File.OpenRead(path)));
    }

    private static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[2];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(ZipSignature);
    }

    private void AddArchive(string path, string name)
    {
        ZipArchive archive;
        try
        {
            archive = ZipFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw new UserError($"{name} is not a complete zip archive: {e.Message}", e);
        }

        _archives.Add(archive);
        var before = _files.Count;
        foreach (var entry in archive.Entries)
        {
            var isHidden = entry.Name.StartsWith('.') || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);
            if (!isHidden && IsText(entry.Name))
                AddEntry(entry, $"{name}/{entry.FullName}");
        }

        if (_files.Count == before)
            throw new UserError($"zip archive {name} holds no .csv or .csv.gz file among its {archive.Entries.Count} entries");
    }

    private void AddEntry(ZipArchiveEntry entry, string name)
    {
        if (entry.IsEncrypted)
            throw new UserError($"{name} is encrypted, expected a plain zip archive");
        _files.Add(new SourceFile(name, StemOf(entry.Name), entry.CompressedLength, () => new ChecksummedStream(entry.Open(), entry.Crc32)));
    }
}
