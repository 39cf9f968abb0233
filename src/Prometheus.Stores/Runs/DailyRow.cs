using Prometheus.States.Regimes;

namespace Prometheus.Stores.Runs;

/// <summary>One session of a stored run, as it lies in <c>backtest_daily_equity</c>.</summary>
public sealed record DailyRow
{
    public DateOnly Date { get; init; }

    public double EquityCurveValue { get; init; }

    public double Drawdown { get; init; }

    /// <summary>Null where the benchmark was unknown.</summary>
    public double? BenchmarkValue { get; init; }

    public double Cash { get; init; }

    public double TradedValue { get; init; }

    public double Turnover { get; init; }

    public double Commission { get; init; }

    public double Slippage { get; init; }

    public double Dividends { get; init; }

    public int Names { get; init; }

    public int StalePositions { get; init; }

    public double? GrossExposure { get; init; }

    public double? NetExposure { get; init; }

    /// <summary>Null without stability.</summary>
    public double? FragileExposure { get; init; }

    /// <summary>Mean λ̂ of the universe's members that have one; null where none has.</summary>
    public double? LambdaScoreMean { get; init; }

    /// <summary>Label known at the close; null where none was.</summary>
    public RegimeLabel? Regime { get; init; }
}
