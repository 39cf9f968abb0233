namespace Prometheus.Sources.Files;

/// <summary>
/// Reads through a stream and compares its CRC-32 with the stated one at the end; a difference is an <see cref="InvalidDataException"/>.
/// The zip reader of the runtime unpacks without this check, so a flipped bit would pass as a price.
/// </summary>
internal sealed class ChecksummedStream(Stream inner, uint expected) : ReadOnlyStream
{
    private uint _checksum;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _checksum = Crc32.Append(_checksum, buffer[..read]);
        if (read == 0 && buffer.Length > 0 && _checksum != expected)
            throw new InvalidDataException($"its checksum is {_checksum:X8} where the archive states {expected:X8}");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
