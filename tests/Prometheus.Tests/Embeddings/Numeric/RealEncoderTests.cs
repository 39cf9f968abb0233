using System.Globalization;
using System.IO.Compression;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.Embeddings.Numeric;
using Prometheus.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Embeddings.Numeric;

/// <summary>Eighty real names, 2011–2019: the vectors tell next month's volatility better than the raw window, and neighbours share their sector.</summary>
public sealed class RealEncoderTests(ITestOutputHelper output)
{
    private const int Names = 80;

    [SharedDataFact]
    public void Real_windows_tell_volatility_and_sector()
    {
        var market = Load();
        var entities = MarketEntities.Of(market);
        // What just happened, without a level, says nothing linear of what comes in these years: docs/validation.md shows the row.
        EncoderValueTests.AllBeatTheRawWindow(market, entities, output, save: NumericModel.Scenario);
        var (share, chance) = EncoderValueTests.SameSector(market, entities);
        output.WriteLine(FormattableString.Invariant($"same sector {share:F3}, chance {chance:F3}"));
        Assert.True(share > 3 * chance);
        foreach (var (models, cka) in EncoderValueTests.Alignments(market, entities))
        {
            output.WriteLine(FormattableString.Invariant($"{models} CKA {cka:F3}"));
            Assert.True(cka < 0.95, $"{models}: CKA {cka:F3}");
        }
    }

    private static Market Load()
    {
        var (from, to) = (new DateOnly(2011, 1, 3), new DateOnly(2019, 12, 31));
        var sessions = new SessionAxis(ExchangeCalendars.Get("XNYS").Sessions(from, to).Select(s => s.Date));
        var sectors = File.ReadLines(SharedData.PathOf("sp500", "sectors.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[^1], StringComparer.Ordinal);
        var (ids, rows) = (new List<string>(), new List<(int Column, int Row, double[] Bar)>());
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.PathOf("sp500", "sp500_daily.csv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (ids.Count == 0 || ids[^1] != cells[0])
            {
                if (ids.Count == Names)
                    break;
                ids.Add(cells[0]);
            }

            var row = sessions.IndexOf(DateOnly.ParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (row >= 0)
                rows.Add((ids.Count - 1, row, [Number(cells[3]), Number(cells[4]), Number(cells[6]), Number(cells[7])]));
        }

        var order = ids.Select((id, k) => (id, k)).OrderBy(p => p.id + ".US", StringComparer.Ordinal).ToArray();
        var columnOf = new int[ids.Count];
        for (var k = 0; k < order.Length; k++)
            columnOf[order[k].k] = k;
        PriceField[] fields = [PriceField.High, PriceField.Low, PriceField.Close, PriceField.Volume];
        var panels = fields.ToDictionary(f => f, _ => Enumerable.Repeat(double.NaN, sessions.Count * ids.Count).ToArray());
        foreach (var (column, row, bar) in rows)
        {
            for (var k = 0; k < fields.Length; k++)
                panels[fields[k]][(row * ids.Count) + columnOf[column]] = bar[k];
        }

        var names = ids.Select(id => sectors.GetValueOrDefault(id, "?")).Distinct().Order(StringComparer.Ordinal).ToList();
        return new Market(
            MarketCatalog.Get("US_EQ"),
            sessions,
            new InstrumentAxis(order.Select(p => p.id + ".US")),
            new PricePanels(panels.ToDictionary(p => p.Key, p => Panel.Adopt(p.Value, sessions.Count, ids.Count))),
            Enumerable.Repeat(PriceBasis.FullyAdjusted, ids.Count).ToArray(),
            CorporateActions.None(sessions.Count),
            Enumerable.Repeat(Listing.Always, ids.Count).ToArray(),
            new SectorHistory(
                CodePanel.Adopt([.. Enumerable.Range(0, sessions.Count * ids.Count).Select(c => (byte)names.IndexOf(sectors.GetValueOrDefault(order[c % ids.Count].id, "?")))], sessions.Count, ids.Count),
                names,
                AnyAssumed: true),
            MarketProvenance.None);
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
