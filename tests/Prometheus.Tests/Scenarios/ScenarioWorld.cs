using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Scenarios;
using Prometheus.Tests.Worlds;

namespace Prometheus.Tests.Scenarios;

/// <summary>Requests and markets for scenario tests.</summary>
internal static class ScenarioWorld
{
    public static readonly ScenarioRequest Plain = new() { Name = "US_EQ_TEST", Markets = ["US_EQ"], HorizonDays = 5, NumPaths = 40 };

    /// <summary>Names whose returns follow GARCH(1,1) with high persistence, all driven by one variance: volatility clusters.</summary>
    public static Market Garch(int sessions, int names)
    {
        var common = new RandomStream("test", "garch");
        var (variance, last) = (1e-4, 0.0);
        var closes = Enumerable.Range(0, names).Select(_ => new double[sessions]).ToArray();
        foreach (var close in closes)
            close[0] = 100;
        for (var t = 1; t < sessions; t++)
        {
            variance = 2e-6 + (0.25 * last * last) + (0.73 * variance);
            last = Math.Sqrt(variance) * common.NextNormal();
            for (var i = 0; i < names; i++)
                closes[i][t] = closes[i][t - 1] * (1 + last + (i == 0 ? 0 : 0.5 * Math.Sqrt(variance) * common.NextNormal()));
        }

        return EngineWorldOf(closes);
    }

    /// <summary>Longer than the calendar of the engine world: dates are plain weekdays.</summary>
    private static Market EngineWorldOf(double[][] closes)
    {
        var market = new Testing.Markets.TinyMarket(closes[0].Length, Enumerable.Range(0, closes.Length).Select(EngineWorld.NameOf).ToArray());
        for (var i = 0; i < closes.Length; i++)
            market.Close(EngineWorld.NameOf(i), closes[i]);
        return market.Build();
    }

    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (n, mx, my) = (x.Length, 0.0, 0.0);
        for (var k = 0; k < n; k++)
            (mx, my) = (mx + (x[k] / n), my + (y[k] / n));
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var k = 0; k < n; k++)
            (xx, yy, xy) = (xx + ((x[k] - mx) * (x[k] - mx)), yy + ((y[k] - my) * (y[k] - my)), xy + ((x[k] - mx) * (y[k] - my)));
        return xy / Math.Sqrt(xx * yy);
    }

    /// <summary>The days a set goes through, path after path, as dates: comparable between sets with other names.</summary>
    public static DateOnly[] Dates(ScenarioSet set)
        => Enumerable.Range(0, set.Paths).SelectMany(p => Enumerable.Range(0, set.Horizon).Select(h => set.DateOf(p, h))).ToArray();
}
