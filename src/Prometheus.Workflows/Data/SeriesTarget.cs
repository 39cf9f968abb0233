namespace Prometheus.Workflows.Data;

/// <summary>What imported series are.</summary>
public enum SeriesTarget
{
    /// <summary>What is known of the market as a whole, <c>series_daily</c>: engines read it, so it is part of the data digest.</summary>
    Series,

    /// <summary>Factor returns, <c>factors_daily</c>: to explain results with, read by no engine.</summary>
    Factors,
}
