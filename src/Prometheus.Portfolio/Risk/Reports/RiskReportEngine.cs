using System.Text.Json;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Construction.Covariance;
using Prometheus.States.Fragility;
using Prometheus.States.Stability;

namespace Prometheus.Portfolio.Risk.Reports;

/// <summary>
/// <c>basic-risk-report-v1</c>: the volatility of a book under the shrunk factor covariance of its names, split by name, sector and factor
/// (Euler), with its exposures and the fragility of its names (sheet B §7.3, §7.6).
/// </summary>
public static class RiskReportEngine
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members;

    /// <param name="market">The close of the decision.</param>
    /// <param name="instruments">Columns of the book, ascending.</param>
    /// <param name="weights">Fractions of equity, as many; names of weight 0 are left out of the report.</param>
    /// <param name="options">Window, factors and annualisation of the covariance.</param>
    /// <param name="stability">Of the same market, or null.</param>
    /// <param name="fragility">Of the same market, or null.</param>
    public static RiskReport Compute(
        MarketView market,
        ReadOnlySpan<int> instruments,
        ReadOnlySpan<double> weights,
        PortfolioOptions options,
        StabilityState? stability,
        FragilityState? fragility)
    {
        var (book, held) = Held(instruments, weights);
        var (gross, net) = (0.0, 0.0);
        foreach (var weight in held)
        {
            gross += Math.Abs(weight);
            net += weight;
        }

        var byName = new double[book.Length];
        byName.AsSpan().Fill(double.NaN);
        var (volatility, coverage, factors, shares) = book.Length == 0 ? (0, 1, [], []) : Volatility(market, book, held, options, byName, gross);
        var (exposures, contributions) = BySector(market, book, held, byName);
        return new RiskReport(
            market.AsOf,
            book,
            held,
            gross,
            net,
            stability is null ? double.NaN : FragileWeight(stability.Class.Row(market.AsOf), book, held),
            volatility,
            coverage,
            Math.Min(options.CovarianceSessions, market.AsOf + 1),
            byName,
            contributions,
            exposures,
            factors,
            shares,
            fragility is null ? null : Read(fragility, market.AsOf, book, held));
    }

    private static (int[] Book, double[] Weights) Held(ReadOnlySpan<int> instruments, ReadOnlySpan<double> weights)
    {
        var (book, held, count) = (new int[instruments.Length], new double[instruments.Length], 0);
        for (var k = 0; k < instruments.Length; k++)
        {
            (book[count], held[count]) = (instruments[k], weights[k]);
            count += weights[k] != 0 ? 1 : 0;
        }

        return (book[..count], held[..count]);
    }

    private static (double Volatility, double Coverage, double[] Exposures, double[] Contributions) Volatility(
        MarketView market, int[] book, double[] weights, PortfolioOptions options, double[] byName, double gross)
    {
        if (BookRisk.Estimate(market, book, options, out var covered) is not { } covariance)
            return (double.NaN, 0, [], []);

        var (part, coveredGross) = (new double[covered.Length], 0.0);
        for (var c = 0; c < part.Length; c++)
        {
            part[c] = weights[covered[c]];
            coveredGross += Math.Abs(part[c]);
        }

        var risk = EulerRisk.Decompose(part, covariance.Times(part));
        var annual = Math.Sqrt(options.SessionsPerYear);
        for (var c = 0; c < part.Length; c++)
            byName[covered[c]] = risk.Contributions[c] * annual;
        var exposures = covariance.FactorExposures(part);
        var contributions = new double[exposures.Length];
        for (var k = 0; k < exposures.Length; k++)
        {
            contributions[k] = risk.Volatility > 0 ? exposures[k] * exposures[k] / risk.Volatility * annual : 0;
            exposures[k] *= annual;
        }

        return (risk.Volatility * annual, coveredGross / gross, exposures, contributions);
    }

    private static (SortedDictionary<string, double> Exposures, SortedDictionary<string, double> Contributions) BySector(
        MarketView market, int[] book, double[] weights, double[] byName)
    {
        var exposures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var contributions = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var codes = market.Sectors.Row(market.AsOf);
        for (var k = 0; k < book.Length; k++)
        {
            var sector = market.SectorNameOf(codes[book[k]]);
            exposures[sector] = exposures.GetValueOrDefault(sector) + weights[k];
            if (!double.IsNaN(byName[k]))
                contributions[sector] = contributions.GetValueOrDefault(sector) + byName[k];
        }

        return (exposures, contributions);
    }

    private static double FragileWeight(ReadOnlySpan<byte> classes, int[] book, double[] weights)
    {
        var sum = 0.0;
        for (var k = 0; k < book.Length; k++)
            sum += classes[book[k]] is >= (byte)SoftTargetClass.Fragile and not CodePanel.None ? Math.Abs(weights[k]) : 0;
        return sum;
    }

    private static FragilityReading Read(FragilityState fragility, int session, int[] book, double[] weights)
    {
        var scores = fragility.Score.Row(session);
        var byClass = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var (fragile, measured, weighted, worst, names) = (0.0, 0.0, 0.0, double.NaN, 0);
        for (var k = 0; k < book.Length; k++)
        {
            var score = scores[book[k]];
            if (double.IsNaN(score))
                continue;
            var size = Math.Abs(weights[k]);
            var level = (FragilityClass)fragility.Class[session, book[k]];
            var name = JsonNamingPolicy.SnakeCaseUpper.ConvertName(level.ToString());
            byClass[name] = byClass.GetValueOrDefault(name) + size;
            fragile += level > FragilityClass.None ? size : 0;
            measured += size;
            weighted += size * score;
            worst = double.IsNaN(worst) ? score : Math.Max(worst, score);
            names++;
        }

        return new FragilityReading(fragile, measured > 0 ? fragile / measured : double.NaN, measured > 0 ? weighted / measured : double.NaN, worst, names, byClass);
    }
}

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

/// <summary>How fragile the names of a book are. Weights are |w|, fractions of equity.</summary>
/// <param name="WeightTotal">Weight of the names whose fragility class is above NONE.</param>
/// <param name="WeightFraction">The same over the weight that has a measure; NaN where none has.</param>
/// <param name="ScoreWeightedMean">Weighted mean score, 0 … 1; NaN where no name has a measure.</param>
/// <param name="ScoreMaximum">The worst score; NaN where no name has a measure.</param>
/// <param name="NamesWithMeasure">Names of the book with a score.</param>
/// <param name="WeightByClass">Weight of each class that occurs, by stored name in ordinal order.</param>
public sealed record FragilityReading(
    double WeightTotal,
    double WeightFraction,
    double ScoreWeightedMean,
    double ScoreMaximum,
    int NamesWithMeasure,
    SortedDictionary<string, double> WeightByClass);
