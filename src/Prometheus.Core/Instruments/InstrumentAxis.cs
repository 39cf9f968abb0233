using System.Collections.Frozen;
using Prometheus.Core.Errors;

namespace Prometheus.Core.Instruments;

/// <summary>The columns of every panel of a market: distinct ids in ordinal order.</summary>
public sealed class InstrumentAxis
{
    private readonly string[] _ids;
    private readonly FrozenDictionary<string, int> _index;

    /// <param name="ids">Ids in strictly ascending ordinal order; anything else is a <see cref="DataError"/>.</param>
    public InstrumentAxis(IEnumerable<string> ids)
    {
        _ids = ids.ToArray();
        for (var i = 1; i < _ids.Length; i++)
        {
            if (string.CompareOrdinal(_ids[i - 1], _ids[i]) >= 0)
                throw new DataError($"instrument ids must ascend ordinally: '{_ids[i]}' follows '{_ids[i - 1]}'");
        }

        _index = _ids.Select((id, i) => KeyValuePair.Create(id, i)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public int Count => _ids.Length;

    public string this[int instrument] => _ids[instrument];

    public ReadOnlySpan<string> Ids => _ids;

    /// <summary>The column of <paramref name="id"/>, or −1.</summary>
    public int IndexOf(string id) => _index.TryGetValue(id, out var i) ? i : -1;
}
