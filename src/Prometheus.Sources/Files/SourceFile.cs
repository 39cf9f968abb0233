using Prometheus.Core.Errors;

namespace Prometheus.Sources.Files;

/// <summary>One readable text file: on disk, compressed, or an entry of an archive.</summary>
/// <param name="Name">As the user would recognise it; an archive entry is <c>archive.zip/entry.csv</c>.</param>
/// <param name="Stem">File name without folder and without <c>.csv</c>, <c>.csv.gz</c> …</param>
/// <param name="Bytes">Stored size, for progress.</param>
internal sealed record SourceFile(string Name, string Stem, long Bytes, Func<Stream> OpenStored)
{
    private static readonly byte[] GzipSignature = [0x1F, 0x8B];

    /// <summary>Opens the plain text. Unreadable files, and a gzip name without gzip content, are a <see cref="UserError"/>.</summary>
    public OpenedText Open()
    {
        Stream? stored = null;
        try
        {
            stored = Seekable(OpenStored());
            var text = IsGzip(stored) ? new GzipText(stored) : stored;
            return new OpenedText(Name, text, stored);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            stored?.Dispose();
            throw new UserError($"cannot read {Name}: {e.Message}", e);
        }
    }

    private bool IsGzip(Stream stored)
    {
        Span<byte> head = stackalloc byte[2];
        var read = stored.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stored.Position = 0;
        var isGzip = read == head.Length && head.SequenceEqual(GzipSignature);
        if (!isGzip && read > 0 && Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new UserError($"{Name} is named .gz but does not start with the gzip signature 1F 8B, found {Convert.ToHexString(head[..read])}");
        return isGzip;
    }

    private static Stream Seekable(Stream stored)
    {
        if (stored.CanSeek)
            return stored;
        // Archive entries cannot seek; they are one symbol's history, so memory holds them.
        using (stored)
        {
            var copy = new MemoryStream();
            stored.CopyTo(copy);
            copy.Position = 0;
            return copy;
        }
    }
}
