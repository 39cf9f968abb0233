using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;

namespace Prometheus.Stores.Tiles;

/// <summary>
/// How tiles look in the table. The values of one year and field are one blob of little-endian float64, session after session, NaN = not
/// observed. What the six tiles of a year share, instruments and sessions, stands once, in a seventh row. A tile's digest covers both, so a
/// blob beside the wrong axes is as visible as a damaged one.
/// </summary>
internal static class TileCodec
{
    /// <summary>The <c>field</c> of the row that holds instruments and sessions.</summary>
    public const string AxesField = "AXES";

    private const char Separator = '\n';

    public static string InstrumentsText(TileAxes axes) => string.Join(Separator, axes.Instruments);

    public static string SessionsText(TileAxes axes)
        => string.Join(Separator, axes.Sessions.Select(s => s.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>Null where the text is damaged: the tiles of that year are then rebuilt.</summary>
    public static TileAxes? ReadAxes(string instruments, string sessions)
    {
        var dates = sessions.Split(Separator);
        var parsed = new DateOnly[dates.Length];
        for (var i = 0; i < dates.Length; i++)
        {
            if (!DateOnly.TryParseExact(dates[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out parsed[i]))
                return null;
        }

        return new TileAxes(parsed, instruments.Split(Separator));
    }

    /// <summary>The bytes of values, in place.</summary>
    /// <exception cref="DataError">The processor is big-endian.</exception>
    public static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<double> values) => MemoryMarshal.AsBytes(OnLittleEndian(values));

    /// <inheritdoc cref="BytesOf(ReadOnlySpan{double})"/>
    public static Span<byte> BytesOf(Span<double> values)
    {
        OnLittleEndian<double>(values);
        return MemoryMarshal.AsBytes(values);
    }

    public static string DigestOfAxes(string instruments, string sessions)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{instruments}{Separator}{Separator}{sessions}")));

    public static string DigestOfTile(string axesDigest, string field, ReadOnlySpan<double> values)
        => TileChecksum.Of($"{axesDigest} {field}", OnLittleEndian(values));

    private static ReadOnlySpan<T> OnLittleEndian<T>(ReadOnlySpan<T> values)
        => BitConverter.IsLittleEndian ? values : throw new DataError("price tiles are little-endian and this processor is not");
}
