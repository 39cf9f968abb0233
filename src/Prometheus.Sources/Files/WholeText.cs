using System.Text;
using Prometheus.Core.Errors;

namespace Prometheus.Sources.Files;

/// <summary>A file small enough to be read as one text.</summary>
internal static class WholeText
{
    /// <exception cref="UserError">It cannot be read, is damaged or is not UTF-8.</exception>
    public static string Read(SourceFile file)
    {
        using var text = file.Open();
        using var copy = new MemoryStream();
        var block = new byte[1 << 16];
        for (int read; (read = text.Read(block, 0)) > 0;)
            copy.Write(block, 0, read);
        var bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes[TextHead.ContentStart(bytes, file.Name)..]);
        }
        catch (DecoderFallbackException e)
        {
            throw new UserError($"{file.Name} is not UTF-8 text: byte {e.Index} cannot be read", e);
        }
    }
}
