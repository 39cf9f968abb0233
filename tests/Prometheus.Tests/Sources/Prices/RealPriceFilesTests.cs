using System.Diagnostics;
using Prometheus.Core.Instruments;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Prices;
using Prometheus.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Sources.Prices;

public sealed class RealPriceFilesTests(ITestOutputHelper o)
{
    [SharedDataFact]
    public void Probe()
    {
        foreach (var p in new[] { SharedData.PathOf("sp500", "sp500_daily.csv.gz"), SharedData.PathOf("sp500", "sp500_daily.csv.gz"), SharedData.PathOf("sp500_exmembers", "exmembers_daily_stooq.csv.gz"), SharedData.PathOf("stocknet", "prices"),
         SharedData.PathOf("market", "SPY.csv"),  SharedData.PathOf("market", "spy_lean"), SharedData.PathOf("news", "DJIA_table.csv") })
        {
            if (p.EndsWith("spy_lean", StringComparison.Ordinal)) { Run(p + "/spy.zip"); } else Run(p);
        }
    }

    private void Run(string p)
    {
        var w = Stopwatch.StartNew();
        using var r = PriceReader.Open(p, new PriceImportOptions { Suffix = ".US" });
        var t0 = w.ElapsedMilliseconds;
        var all = r.Read().ToList();
        o.WriteLine($"{p} open {t0} all {w.ElapsedMilliseconds} ms; {r.Files[0].Source} {r.Files[0].Basis}");
        o.WriteLine(r.Summary.ToString());
        o.WriteLine(string.Join(", ", r.Summary.EventsByRule));
        foreach (var g in all.SelectMany(s => s.Events).Concat(r.LooseEvents).GroupBy(e => e.Rule))
            foreach (var e in g.Take(g.Key is "split_like" or "action_jump" ? 30 : 2)) o.WriteLine(e.ToString());
    }
}
