using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.States.Factors;

/// <summary>Returns of the market and of its sectors, equally weighted over the names that trade; funds count in neither.</summary>
/// <param name="Sectors">The sector factors, in ordinal order of ids.</param>
/// <param name="Market">[sessions] mean simple total return.</param>
/// <param name="SectorExcess">[sessions × sectors] mean of the sector less that of the market, so that the two do not count one move twice.</param>
/// <param name="SectorOf">[sessions × instruments] index into <paramref name="Sectors"/>.</param>
internal sealed record FactorReturns(IReadOnlyList<Factor> Sectors, double[] Market, Panel SectorExcess, CodePanel SectorOf)
{
    public static FactorReturns Of(Market market, int minimumNames)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var sectors = market.Sectors.Names.Select(Factor.OfSector).Distinct().OrderBy(f => f.Id, StringComparer.Ordinal).ToArray();
        var ofCode = market.Sectors.Names.Select(n => (byte)Array.IndexOf(sectors, Factor.OfSector(n))).ToArray();
        var mean = new double[sessions];
        var excess = new double[sessions * sectors.Length];
        var codes = new byte[sessions * columns];
        var (all, own) = (new double[columns], new double[columns]);
        for (var t = 0; t < sessions; t++)
        {
            var sectorOf = codes.AsSpan(t * columns, columns);
            for (var i = 0; i < columns; i++)
            {
                sectorOf[i] = market.Sectors.Codes[t, i] is var code && code == CodePanel.None ? CodePanel.None : ofCode[code];
                all[i] = market.Tradable[t, i] && !market.Funds.Contains(i) ? market.TotalReturns.Simple[t, i] : double.NaN;
            }

            mean[t] = MeanOf(all, own, minimumNames, sectorOf, sector: null);
            for (byte s = 0; s < sectors.Length; s++)
                excess[(t * sectors.Length) + s] = MeanOf(all, own, minimumNames, sectorOf, s) - mean[t];
        }

        return new FactorReturns(sectors, mean, Panel.Adopt(excess, sessions, sectors.Length), CodePanel.Adopt(codes, sessions, columns));
    }

    /// <param name="scratch">As long as <paramref name="returns"/>.</param>
    /// <param name="sector">Null: all names.</param>
    private static double MeanOf(double[] returns, double[] scratch, int minimum, ReadOnlySpan<byte> sectorOf, byte? sector)
    {
        var count = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            if (!double.IsNaN(returns[i]) && (sector is null || sectorOf[i] == sector))
                scratch[count++] = returns[i];
        }

        return count >= minimum ? LaneSum.Sum(scratch.AsSpan(0, count)) / count : double.NaN;
    }
}
