using Prometheus.Core.Errors;

namespace Prometheus.Sources.Files;

/// <summary>The plain bytes of one opened file. A damaged one is a <see cref="UserError"/> at the read that meets the damage.</summary>
internal sealed class OpenedText(string name, Stream text, Stream stored) : IDisposable
{
    public string Name => name;

    /// <summary>How much of the stored file has been consumed.</summary>
    public long StoredPosition => stored.Position;

    /// <summary>Fills as much of <paramref name="target"/> as the file still has; less only at its end.</summary>
    /// <param name="line">Last complete line so far, for the message.</param>
    public int Read(Span<byte> target, int line)
    {
        try
        {
            return text.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new UserError($"{name} is damaged{(line == 0 ? "" : FormattableString.Invariant($" after line {line}"))}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        text.Dispose();
        stored.Dispose();
    }
}
