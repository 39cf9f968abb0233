namespace Prometheus.Sources.Files;

/// <summary>
/// Reads through a stream and compares its CRC-32 with the stated one at the end; a difference is an <see cref="InvalidDataException"/>.
/// The zip reader of the runtime unpacks without this check, so a flipped bit would pass as a price.
/// </summary>
internal sealed class ChecksummedStream(Stream inner, uint expected) : Stream
{
    private static readonly uint[] Table = BuildTable();

    private uint _state = uint.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        var state = _state;
        foreach (var b in buffer[..read])
            state = Table[(byte)(state ^ b)] ^ (state >> 8);
        _state = state;
        if (read == 0 && buffer.Length > 0 && ~state != expected)
            throw new InvalidDataException($"checksum {~state:X8} where the archive states {expected:X8}");
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static uint[] BuildTable()
    {
        // The reflected polynomial of IEEE 802.3.
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var c = i;
            for (var bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            table[i] = c;
        }

        return table;
    }
}
