namespace Prometheus.Reports.Tearsheets;

/// <summary>The curves of a tearsheet; every array has one value a date, NaN where there is none.</summary>
public sealed record TearsheetCurves
{
    /// <summary>Sessions behind a rolling Sharpe ratio: half a year.</summary>
    public const int RollingSessions = 126;

    public required DateOnly[] Dates { get; init; }

    public required double[] Equity { get; init; }

    public required double[] Benchmark { get; init; }

    /// <summary>≤ 0.</summary>
    public required double[] Drawdown { get; init; }

    /// <summary>≤ 0; NaN before the benchmark is known.</summary>
    public required double[] BenchmarkDrawdown { get; init; }

    /// <summary>Annualised, over <see cref="RollingSessions"/> sessions.</summary>
    public required double[] RollingSharpe { get; init; }

    public required double[] BenchmarkRollingSharpe { get; init; }

    /// <summary>Σ|market value| / equity.</summary>
    public required double[] GrossExposure { get; init; }

    /// <summary>Σ market value / equity.</summary>
    public required double[] NetExposure { get; init; }

    /// <summary>Cash / equity.</summary>
    public required double[] CashShare { get; init; }

    /// <summary>Weight in FRAGILE, TARGETABLE and BREAKER names.</summary>
    public required double[] FragileExposure { get; init; }

    public required int[] Names { get; init; }

    /// <summary>One-way, a session.</summary>
    public required double[] Turnover { get; init; }

    /// <summary>Cash a session.</summary>
    public required double[] Commission { get; init; }

    /// <summary>Cash a session.</summary>
    public required double[] Slippage { get; init; }

    /// <summary>Σ commission / equity since the start, a fraction.</summary>
    public required double[] CumulativeCommission { get; init; }

    /// <summary>Σ slippage / equity since the start, a fraction.</summary>
    public required double[] CumulativeSlippage { get; init; }
}
