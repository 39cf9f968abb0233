using System.Buffers.Binary;
using System.IO.Compression;

namespace Prometheus.Sources.Files;

/// <summary>
/// Unpacks a gzip file and holds each of its members to the checksum and length in its trailer (RFC 1952); a difference is an
/// <see cref="InvalidDataException"/>. The gzip reader of the runtime ends quietly where the data was cut off, which would be half an import.
/// </summary>
internal sealed class GzipText : ReadOnlyStream
{
    private const int TrailerLength = 8;

    // How far the unpacker may have read beyond the end of a member.
    private const int ReadAhead = 1 << 16;

    // No deflated data is shorter.
    private const int ShortestData = 2;

    private readonly Stream _stored;
    private DeflateStream _unpacked;
    private long _dataStart;
    private uint _checksum;
    private uint _length;
    private bool _atEnd;

    /// <summary>Takes ownership of a seekable stream that stands at its beginning.</summary>
    public GzipText(Stream stored)
    {
        _stored = stored;
        _unpacked = NextMember();
    }

    public override int Read(Span<byte> buffer)
    {
        while (!_atEnd && buffer.Length > 0)
        {
            var read = Unpack(buffer);
            if (read > 0)
            {
                _checksum = Crc32.Append(_checksum, buffer[..read]);
                _length += (uint)read;
                return read;
            }

            EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            _stored.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("its compressed data is corrupt", e);
        }
    }

    /// <summary>
    /// The unpacker does not say where a member ended, only how far it has read. The trailer is the checksum and the length we have
    /// counted ourselves: it stands somewhere before that point, or the member is not whole.
    /// </summary>
    private void EndMember()
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        var from = Math.Max(_dataStart + ShortestData, _stored.Position - ReadAhead);
        var window = new byte[Math.Max(0, Math.Min(_stored.Length, _stored.Position + TrailerLength) - from)];
        _stored.Position = Math.Min(from, _stored.Length);
        _stored.ReadExactly(window);
        var at = window.AsSpan().IndexOf(trailer);
        if (at < 0)
            throw new InvalidDataException("its compressed data breaks off or does not match its checksum");
        _stored.Position = from + at + TrailerLength;
        if (IsPadding())
        {
            _atEnd = true;
            return;
        }

        _unpacked.Dispose();
        _unpacked = NextMember();
    }

    /// <summary>True where nothing but zero bytes follows.</summary>
    private bool IsPadding()
    {
        var start = _stored.Position;
        int next;
        do
            next = _stored.ReadByte();
        while (next == 0);
        _stored.Position = start;
        return next < 0;
    }

    private DeflateStream NextMember()
    {
        Span<byte> head = stackalloc byte[10];
        if (_stored.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || head[0] != 0x1F || head[1] != 0x8B || head[2] != 8)
            throw new InvalidDataException("its gzip header is cut off or unknown");
        var flags = head[3];
        if ((flags & 4) != 0)
            Skip(Byte() + (Byte() << 8));
        if ((flags & 8) != 0)
            SkipText();
        if ((flags & 16) != 0)
            SkipText();
        if ((flags & 2) != 0)
            Skip(2);
        _dataStart = _stored.Position;
        (_checksum, _length) = (0, 0);
        return new DeflateStream(_stored, CompressionMode.Decompress, leaveOpen: true);
    }

    private void Skip(int bytes) => _stored.Position += bytes;

    private void SkipText()
    {
        while (Byte() != 0)
        {
        }
    }

    private int Byte()
    {
        var next = _stored.ReadByte();
        return next >= 0 ? next : throw new InvalidDataException("its gzip header is cut off");
    }
}
