using Prometheus.Core.Errors;

namespace Prometheus.Sources.Files;

/// <summary>Tells by the first bytes of a file whether it can be a table of UTF-8 text.</summary>
internal static class TextHead
{
    private const int Inspected = 4096;

    /// <summary>Where the text begins, behind a byte order mark.</summary>
    /// <exception cref="UserError">The file is empty, binary, UTF-16, or has a carriage return amid its first line.</exception>
    public static int ContentStart(ReadOnlySpan<byte> head, string file)
    {
        if (head.IsEmpty)
            throw new UserError($"{file} is empty, expected a header line and rows");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new UserError($"{file} is encoded as UTF-16, expected UTF-8 text");
        if (head[..Math.Min(head.Length, Inspected)].Contains((byte)0))
            throw new UserError($"{file} is binary (it contains zero bytes), expected UTF-8 text");
        var firstReturn = head.IndexOf((byte)'\r');
        if (firstReturn >= 0 && firstReturn + 1 < head.Length && head[..(firstReturn + 2)].IndexOf((byte)'\n') < 0)
            throw new UserError($"{file} ends its lines with carriage returns alone, expected line feeds");
        return head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }
}
