using System.Diagnostics;
using Prometheus.Bench.Worlds;
using Prometheus.Core.Markets;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Signals;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;

namespace Prometheus.Bench;

internal static class BenchmarkSuite
{
    public static int Run(string[] args)
    {
        var market = RandomMarket.Create(500, 2520);
        for (var round = 0; round < 3; round++)
        {
            var fresh = new Market(market.Definition, market.Sessions, market.Instruments, market.Prices, market.Basis, market.Actions, market.Listings, market.Sectors, market.Provenance);
            var w = Stopwatch.StartNew();
            _ = fresh.TotalReturns;
            Console.WriteLine($"total returns {w.Elapsed.TotalMilliseconds:F0}");
            w.Restart();
            var stab = StabilityEngine.Compute(fresh, StabilityOptions.Default, 2);
            Console.WriteLine($"stab {w.Elapsed.TotalMilliseconds:F0}");
            w.Restart();
            var features = PriceFeatures.Compute(fresh, 2);
            Console.WriteLine($"features {w.Elapsed.TotalMilliseconds:F0}");
            w.Restart();
            var options = new[] { 5, 21, 63 }.Select(h => new AssessmentOptions { HorizonSessions = h }).ToArray();
            var states = AssessmentEngine.Compute(fresh, features, stab, options, 2);
            Console.WriteLine($"assess {w.Elapsed.TotalMilliseconds:F0}");
            w.Restart();
            var decisions = Enumerable.Range(0, 504).Select(k => k * 5).ToArray();
            for (var k = 0; k < 3; k++)
                UniverseEngine.Select(fresh, stab, states[k], decisions, new UniverseOptions { AssessmentHorizon = options[k].HorizonSessions });
            Console.WriteLine($"universes (serial) {w.Elapsed.TotalMilliseconds:F0}");
        }

        return 0;
    }
}
