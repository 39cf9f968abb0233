using System.Diagnostics.CodeAnalysis;
using System.Text;
using Prometheus.Core.Instruments;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Prices;

/// <summary>The series being collected, found by the bytes of a vendor symbol without making a string of them.</summary>
internal sealed class SymbolTable
{
    private readonly PriceImportOptions _options;
    private readonly IReadOnlyList<string> _files;
    private readonly Dictionary<byte[], SeriesBuilder> _bySymbol = new(new BytesComparer());
    private readonly Dictionary<byte[], SeriesBuilder>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly Dictionary<string, SeriesBuilder> _byInstrument = new(StringComparer.Ordinal);
    private byte[] _lastSymbol = [];
    private SeriesBuilder? _last;

    public SymbolTable(PriceImportOptions options, IReadOnlyList<string> files)
    {
        (_options, _files) = (options, files);
        _lookup = _bySymbol.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IEnumerable<string> InstrumentIds => _byInstrument.Keys;

    public static string InstrumentIdOf(string symbol, PriceImportOptions options)
        => options.SymbolMap.TryGetValue(symbol, out var id) ? id : InstrumentId.FromSymbol(symbol, options.Suffix);

    /// <summary>The series of a symbol; a new one where it is met first, null where it can be no symbol.</summary>
    public SeriesBuilder? Find(ReadOnlySpan<byte> symbol)
    {
        if (_last is not null && symbol.SequenceEqual(_lastSymbol))
            return _last;
        if (!_lookup.TryGetValue(symbol, out var series))
        {
            if (!SymbolText.IsValid(symbol))
                return null;
            var name = Encoding.ASCII.GetString(symbol);
            series = Of(InstrumentIdOf(name, _options), name);
            _bySymbol.Add(symbol.ToArray(), series);
        }

        (_lastSymbol, _last) = (symbol.ToArray(), series);
        return series;
    }

    public SeriesBuilder Of(string instrumentId, string vendorSymbol)
    {
        if (!_byInstrument.TryGetValue(instrumentId, out var series))
            _byInstrument.Add(instrumentId, series = new SeriesBuilder(instrumentId, vendorSymbol, _files));
        return series;
    }

    /// <summary>Gives a finished series away, so that its rows can be freed.</summary>
    public SeriesBuilder Take(string instrumentId)
    {
        _byInstrument.Remove(instrumentId, out var series);
        return series ?? throw new KeyNotFoundException(instrumentId);
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
