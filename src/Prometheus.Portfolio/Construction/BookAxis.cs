using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Portfolio.Construction;

/// <summary>The names one decision is about, members and holdings together, ascending columns, with what is known of each.</summary>
internal sealed class BookAxis
{
    private BookAxis(int[] instruments)
    {
        Instruments = instruments;
        Member = new bool[instruments.Length];
        Frozen = new bool[instruments.Length];
        Present = new double[instruments.Length];
        Sector = new int[instruments.Length];
    }

    public int Count => Instruments.Length;

    public int[] Instruments { get; }

    /// <summary>In the universe and tradable at this close.</summary>
    public bool[] Member { get; }

    /// <summary>Held, but without a close or otherwise not tradable: the weight cannot move.</summary>
    public bool[] Frozen { get; }

    /// <summary>Present weight, from actual holdings.</summary>
    public double[] Present { get; }

    /// <summary>Sector code, −1 where none is known: no cap binds names whose sector is unknown.</summary>
    public int[] Sector { get; }

    public static BookAxis Join(MarketView market, UniverseSnapshot universe, Holdings holdings)
    {
        var candidates = universe.Candidates;
        var positions = holdings.Positions;
        var instruments = new List<int>(candidates.Length);
        var (i, j) = (0, 0);
        while (i < candidates.Length || j < positions.Length)
        {
            var candidate = i < candidates.Length ? candidates[i].Instrument : int.MaxValue;
            var held = j < positions.Length ? positions[j].Instrument : int.MaxValue;
            if (held <= candidate || candidates[i].Included)
                instruments.Add(Math.Min(held, candidate));
            i += candidate <= held ? 1 : 0;
            j += held <= candidate ? 1 : 0;
        }

        var axis = new BookAxis([.. instruments]);
        axis.Describe(market, candidates, holdings);
        return axis;
    }

    private void Describe(MarketView market, UniverseCandidate[] candidates, Holdings holdings)
    {
        var sectors = market.Sectors.Row(market.AsOf);
        var (i, j) = (0, 0);
        for (var b = 0; b < Count; b++)
        {
            var instrument = Instruments[b];
            var tradable = market.IsTradable(instrument);
            while (i < candidates.Length && candidates[i].Instrument < instrument)
                i++;
            Member[b] = tradable && i < candidates.Length && candidates[i].Instrument == instrument && candidates[i].Included;
            Sector[b] = sectors[instrument] == CodePanel.None ? -1 : sectors[instrument];
            if (j >= holdings.Positions.Length || holdings.Positions[j].Instrument != instrument)
                continue;
            Present[b] = holdings.Positions[j++].MarketValue / holdings.Equity;
            Frozen[b] = !tradable;
        }
    }
}
