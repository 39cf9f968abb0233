using Prometheus.Core.Numerics;

namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Figures a year, from figures a session.</summary>
public static class Annualized
{
    public const int SessionsPerYear = 252;

    /// <summary>Geometric: (1 + r)^(252 / sessions) − 1; −1 where all was lost; NaN without sessions or below a total loss.</summary>
    public static double Return(double cumulative, int sessions)
        => sessions < 1 || !(cumulative >= -1) ? double.NaN
            : cumulative == -1 ? -1
            : ScalarMath.Exp(ScalarMath.Log(1 + cumulative) * SessionsPerYear / sessions) - 1;

    /// <summary>σ·√252.</summary>
    public static double Volatility(in SampleMoments returns) => returns.Deviation * Math.Sqrt(SessionsPerYear);

    /// <summary>mean / σ · √252, no risk-free rate; NaN where σ is 0 or unknown.</summary>
    public static double Sharpe(in SampleMoments returns)
        => returns.Deviation > 0 ? returns.Mean / returns.Deviation * Math.Sqrt(SessionsPerYear) : double.NaN;

    /// <summary>Standard error of the annualised Sharpe ratio for independent returns: √((1 + S²/2) / n)·√252 with S a session.</summary>
    public static double SharpeError(in SampleMoments returns)
    {
        var perSession = returns.Deviation > 0 ? returns.Mean / returns.Deviation : double.NaN;
        return Math.Sqrt((1 + (perSession * perSession / 2)) / returns.Count) * Math.Sqrt(SessionsPerYear);
    }

    /// <summary>mean / (σ / √n): how many standard errors the mean lies from 0.</summary>
    public static double TStatistic(in SampleMoments returns)
        => returns.Deviation > 0 ? returns.Mean / (returns.Deviation / Math.Sqrt(returns.Count)) : double.NaN;
}
