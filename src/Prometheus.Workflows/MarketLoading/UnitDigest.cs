using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>
/// The digest of everything a unit may read of a market up to a session. What is stored or listed later leaves no mark, so it does not
/// matter how far the market was loaded: names count from their first observation on, in the order in which they appear.
/// </summary>
internal sealed class UnitDigest : IDisposable
{
    private readonly Market _market;
    private readonly MarketReads _inputs;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly int[] _columns;
    private readonly int[] _appears;
    private readonly double[] _values;
    private readonly byte[] _codes;
    private readonly bool[] _isGone;
    private readonly Dictionary<byte, byte> _sectors = [];
    private int _known;
    private int _next;

    public UnitDigest(Market market, MarketReads inputs)
    {
        (_market, _inputs) = (market, inputs);
        var firsts = FirstObserved(market.TotalReturns.LogIndex);
        _columns = [.. Enumerable.Range(0, firsts.Length).Where(i => firsts[i] < market.Sessions.Count).OrderBy(i => firsts[i]).ThenBy(i => i)];
        _appears = Array.ConvertAll(_columns, i => firsts[i]);
        (_values, _codes, _isGone) = (new double[_columns.Length], new byte[_columns.Length], new bool[_columns.Length]);
        if (inputs.HasFlag(MarketReads.RegimeIndex) && market.RegimeIndex is { } index)
            Text($"regime index {index}");
    }

    /// <summary>
    /// What was read, then the hex digest of the rows up to <paramref name="session"/>: <c>3:9f…</c>. Ask in ascending order.
    /// </summary>
    public string Through(int session)
    {
        for (; _next <= session; _next++)
            Append(_next);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)_inputs}:{Convert.ToHexStringLower(_hash.GetCurrentHash())}");
    }

    /// <summary>What the unit behind a digest reads; null where the digest is of another kind.</summary>
    public static MarketReads? InputsOf(string digest)
        => digest.IndexOf(':', StringComparison.Ordinal) is var mark and > 0
            && int.TryParse(digest.AsSpan(0, mark), NumberStyles.None, CultureInfo.InvariantCulture, out var inputs)
            && inputs <= (int)MarketReads.All
                ? (MarketReads)inputs
                : null;

    public void Dispose() => _hash.Dispose();

    private static int[] FirstObserved(Panel panel)
    {
        var firsts = new int[panel.Columns];
        Array.Fill(firsts, panel.Sessions);
        for (var t = panel.Sessions - 1; t >= 0; t--)
        {
            var row = panel.Row(t);
            for (var i = 0; i < row.Length; i++)
                firsts[i] = double.IsNaN(row[i]) ? firsts[i] : t;
        }

        return firsts;
    }

    private void Append(int session)
    {
        Text(_market.Sessions[session].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        for (; _known < _columns.Length && _appears[_known] == session; _known++)
            Text(NameOf(_columns[_known]));
        Row(_market.TotalReturns.LogIndex.Row(session));
        if (_inputs.HasFlag(MarketReads.Levels))
        {
            Row(_market.Prices.Close.Row(session));
            Row(_market.Prices.Volume.Row(session));
        }

        if (_inputs.HasFlag(MarketReads.Ranges))
        {
            Row(_market.Prices.High.Row(session));
            Row(_market.Prices.Low.Row(session));
        }

        if (_inputs.HasFlag(MarketReads.Opens))
            Row(_market.Prices.Open.Row(session));
        if (_inputs.HasFlag(MarketReads.Members))
            Members(session);
        if (_inputs.HasFlag(MarketReads.Series))
            Series(session);
    }

    private string NameOf(int column)
        => _inputs.HasFlag(MarketReads.Members)
            ? FormattableString.Invariant($"{_market.Instruments[column]}|{_market.Basis[column]}|{_market.Funds.Contains(column)}|{_market.Issuers.ElementAtOrDefault(column)}")
            : _market.Instruments[column];

    /// <summary>The names that have appeared, in that order; an absent value has one spelling.</summary>
    private void Row(ReadOnlySpan<double> row)
    {
        for (var k = 0; k < _known; k++)
            _values[k] = double.IsNaN(row[_columns[k]]) ? double.NaN : row[_columns[k]];
        _hash.AppendData(MemoryMarshal.AsBytes(_values.AsSpan(0, _known)));
    }

    private void Members(int session)
    {
        for (var k = 0; k < _known; k++)
        {
            _codes[k] = SectorOf(_market.Sectors.Codes[session, _columns[k]]);
            var listing = _market.Listings[_columns[k]];
            if (_isGone[k] || !listing.IsDelistedOn(_market.Sessions[session]))
                continue;
            _isGone[k] = true;
            Text(FormattableString.Invariant($"{_market.Instruments[_columns[k]]} {listing.Delisted:yyyy-MM-dd} {listing.DelistingReturn:R}"));
        }

        _hash.AppendData(_codes.AsSpan(0, _known));
        for (var k = 0; k < _known; k++)
            _codes[k] = _market.Tradable[session, _columns[k]] ? (byte)1 : (byte)0;
        _hash.AppendData(_codes.AsSpan(0, _known));
    }

    /// <summary>Sectors are numbered as they appear, so that a name first used later does not renumber them.</summary>
    private byte SectorOf(byte code)
    {
        if (code == CodePanel.None)
            return code;
        if (!_sectors.TryGetValue(code, out var number))
        {
            number = (byte)_sectors.Count;
            _sectors.Add(code, number);
            Text(_market.Sectors.Names[code]);
        }

        return number;
    }

    private void Series(int session)
    {
        for (var s = 0; s < _market.Series.Ids.Count; s++)
        {
            if (_market.Series.Values[session, s] is var value && !double.IsNaN(value))
                Text(FormattableString.Invariant($"{_market.Series.Ids[s]} {value:R}"));
        }
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _hash.AppendData(BitConverter.GetBytes(bytes.Length));
        _hash.AppendData(bytes);
    }
}
