using System.Buffers.Binary;

namespace Prometheus.Sources.Files;

/// <summary>The CRC-32 of gzip and zip (IEEE 802.3, reflected), eight bytes a step.</summary>
internal static class Crc32
{
    private const int Slices = 8;

    // Tables[k][b]: what byte b contributes when k zero bytes follow it.
    private static readonly uint[][] Tables = Build();

    /// <summary>The checksum of everything so far and <paramref name="bytes"/>; starts at 0.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        var (t4, t5, t6, t7) = (Tables[4], Tables[5], Tables[6], Tables[7]);
        var state = ~checksum;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var block = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ state;
            state = t7[(byte)block] ^ t6[(byte)(block >> 8)] ^ t5[(byte)(block >> 16)] ^ t4[(byte)(block >> 24)]
                ^ t3[(byte)(block >> 32)] ^ t2[(byte)(block >> 40)] ^ t1[(byte)(block >> 48)] ^ t0[(byte)(block >> 56)];
        }

        foreach (var b in bytes)
            state = t0[(byte)(state ^ b)] ^ (state >> 8);
        return ~state;
    }

    private static uint[][] Build()
    {
        var tables = new uint[Slices][];
        for (var slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new uint[256];
            for (var b = 0u; b < 256; b++)
                tables[slice][b] = slice == 0 ? Divide(b) : tables[0][(byte)tables[slice - 1][b]] ^ (tables[slice - 1][b] >> 8);
        }

        return tables;
    }

    private static uint Divide(uint remainder)
    {
        for (var bit = 0; bit < 8; bit++)
            remainder = (remainder & 1) != 0 ? 0xEDB88320u ^ (remainder >> 1) : remainder >> 1;
        return remainder;
    }
}
