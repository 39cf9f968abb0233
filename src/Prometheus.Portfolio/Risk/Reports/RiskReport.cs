namespace Prometheus.Portfolio.Risk.Reports;

/// <summary>What one target book risks, as known at the close of its decision. Volatilities are annualised fractions of equity.</summary>
/// <param name="Session">The decision's session.</param>
/// <param name="Instruments">Columns of the market with a weight, ascending.</param>
/// <param name="Weights">Fractions of equity.</param>
/// <param name="GrossExposure">Σ|w|.</param>
/// <param name="NetExposure">Σw.</param>
/// <param name="FragilityExposure">Σ|w| of FRAGILE, TARGETABLE and BREAKER names; NaN where stability was not asked for.</param>
/// <param name="ExpectedVolatility">Of the covered part; NaN where no name has enough history.</param>
/// <param name="Coverage">Share of |weight| with enough history for the covariance; 1 for an empty book.</param>
/// <param name="RiskWindowDays">Sessions of returns behind the covariance.</param>
/// <param name="VolatilityByName">Euler contributions, summing to the expected volatility; NaN for a name without enough history.</param>
/// <param name="VolatilityBySector">The same by sector as known at the session, ordinal order.</param>
/// <param name="ExposureBySector">Σw by sector, ordinal order.</param>
/// <param name="ExposureByFactor">
/// Volatility the book takes from each statistical factor; the sign says whether it moves with the average name or against it.
/// </param>
/// <param name="VolatilityByFactor">Euler contributions of the factors; what they leave to the expected volatility is specific.</param>
/// <param name="Fragility">Null where no fragility was given.</param>
public sealed record RiskReport(
    int Session,
    int[] Instruments,
    double[] Weights,
    double GrossExposure,
    double NetExposure,
    double FragilityExposure,
    double ExpectedVolatility,
    double Coverage,
    int RiskWindowDays,
    double[] VolatilityByName,
    SortedDictionary<string, double> VolatilityBySector,
    SortedDictionary<string, double> ExposureBySector,
    double[] ExposureByFactor,
    double[] VolatilityByFactor,
    FragilityReading? Fragility)
{
    public const string DefaultModelId = "basic-risk-report-v1";
}
