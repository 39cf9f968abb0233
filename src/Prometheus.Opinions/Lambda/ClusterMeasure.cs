using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Lambda;

/// <summary>Measures the clusters of one session after the other; scratch of one thread.</summary>
internal sealed class ClusterMeasure
{
    private const int Classes = 6; // the five soft-target classes and UNKNOWN

    private readonly Panel _returns;
    private readonly CodePanel _sectors;
    private readonly CodePanel _classes;
    private readonly LambdaDensityOptions _options;
    private readonly bool[] _isFund;
    private readonly byte[] _sectorOf;
    private readonly int[] _slotOf;
    private readonly (byte Sector, byte Class)[] _slots;
    private readonly int[] _slotOfName;
    private readonly int[] _ends;
    private readonly double[] _volatility;
    private readonly double[] _clusterReturns;
    private readonly double[] _clusterVolatilities;

    public ClusterMeasure(Market market, CodePanel classes, LambdaDensityOptions options)
    {
        (_returns, _sectors, _classes, _options) = (market.TotalReturns.Simple, market.Sectors.Codes, classes, options);
        _isFund = new bool[_returns.Columns];
        foreach (var column in market.Funds)
            _isFund[column] = true;

        _sectorOf = SectorCodes(market.Sectors.Names);
        (_slots, _slotOf) = Slots(market.Sectors);
        _slotOfName = new int[_returns.Columns];
        _ends = new int[_slots.Length];
        _volatility = new double[_returns.Columns];
        _clusterReturns = new double[_returns.Columns];
        _clusterVolatilities = new double[_returns.Columns];
    }

    public List<ClusterDensity> Found { get; } = [];

    public long WithoutState { get; private set; }

    public void Add(int session)
    {
        WindowVolatility.Compute(_returns, session, _options.Returns, _options.MinimumReturns, _volatility);
        Assign(session);
        Gather(_returns.Row(session));
        var start = 0;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            var count = _ends[slot] - start;
            if (count >= _options.MinimumNames)
            {
                var dispersion = LaneStatistics.StandardDeviation(_clusterReturns.AsSpan(start, count));
                var volatility = LaneStatistics.Mean(_clusterVolatilities.AsSpan(start, count));
                Found.Add(new ClusterDensity(session, _slots[slot].Sector, _slots[slot].Class, count, dispersion, volatility));
            }

            start = _ends[slot];
        }
    }

    /// <summary>A sector that was imported under the very name UNKNOWN is the unknown one.</summary>
    private static byte[] SectorCodes(IReadOnlyList<string> names)
    {
        var codes = new byte[byte.MaxValue + 1];
        for (var code = 0; code < codes.Length; code++)
            codes[code] = code < names.Count && names[code] != SectorHistory.Unknown ? (byte)code : CodePanel.None;
        return codes;
    }

    /// <summary>All clusters there can be, in the order of their names, and where each stands: [sector code × 6 + class].</summary>
    private static ((byte Sector, byte Class)[] Slots, int[] SlotOf) Slots(SectorHistory sectors)
    {
        byte[] sectorCodes = [.. Enumerable.Range(0, sectors.Names.Count).Select(c => (byte)c).Where(c => sectors.Names[c] != SectorHistory.Unknown), CodePanel.None];
        byte[] classCodes = [.. Enumerable.Range(0, Classes - 1).Select(c => (byte)c), CodePanel.None];
        var slots = sectorCodes.OrderBy(sectors.NameOf, StringComparer.Ordinal)
            .SelectMany(s => classCodes.OrderBy(ClusterNames.OfCode, StringComparer.Ordinal).Select(c => (s, c))).ToArray();
        var slotOf = new int[(byte.MaxValue + 1) * Classes];
        for (var slot = 0; slot < slots.Length; slot++)
            slotOf[IndexOf(slots[slot].s, slots[slot].c)] = slot;
        return (slots, slotOf);
    }

    private static int IndexOf(byte sector, byte present) => (sector * Classes) + Math.Min(present, (byte)(Classes - 1));

    /// <summary>Finds the cluster of each name that counts (else −1) and how many names each cluster has, as running ends.</summary>
    private void Assign(int session)
    {
        var returns = _returns.Row(session);
        var sectors = _sectors.Row(session);
        var classes = _classes.Row(session);
        Array.Clear(_ends);
        for (var i = 0; i < returns.Length; i++)
        {
            _slotOfName[i] = -1;
            if (_isFund[i] || double.IsNaN(returns[i]) || double.IsNaN(_volatility[i]))
                continue;
            var slot = _slotOf[IndexOf(_sectorOf[sectors[i]], classes[i])];
            _slotOfName[i] = slot;
            _ends[slot]++;
            WithoutState += classes[i] == CodePanel.None ? 1 : 0;
        }

        var end = 0;
        for (var slot = 0; slot < _ends.Length; slot++)
        {
            var count = _ends[slot];
            _ends[slot] = end; // the start; gathering moves it to the end
            end += count;
        }
    }

    /// <summary>Puts returns and volatilities of each cluster side by side, in the order of names.</summary>
    private void Gather(ReadOnlySpan<double> returns)
    {
        for (var i = 0; i < returns.Length; i++)
        {
            if (_slotOfName[i] is not (>= 0 and var slot))
                continue;
            var at = _ends[slot]++;
            (_clusterReturns[at], _clusterVolatilities[at]) = (returns[i], _volatility[i]);
        }
    }
}
