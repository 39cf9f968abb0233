namespace Prometheus.Backtest.Metrics;

/// <summary>What a run held on average over its sessions.</summary>
/// <param name="Names">Positions.</param>
/// <param name="Gross">Fraction of equity.</param>
/// <param name="Net">Fraction of equity.</param>
/// <param name="Fragile">Fraction of equity in FRAGILE, TARGETABLE and BREAKER names; NaN without stability.</param>
public readonly record struct MeanExposure(double Names, double Gross, double Net, double Fragile)
{
    public static MeanExposure Of(ReadOnlySpan<DailyRecord> daily)
    {
        var (names, gross, net, fragile) = (0.0, 0.0, 0.0, 0.0);
        foreach (ref readonly var day in daily)
        {
            names += day.Names;
            gross += day.GrossExposure;
            net += day.NetExposure;
            fragile += day.FragileExposure;
        }

        var n = daily.Length;
        return new MeanExposure(names / n, gross / n, net / n, fragile / n);
    }
}
