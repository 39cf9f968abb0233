using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Construction.Schemes;
using Prometheus.Portfolio.Costs;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Portfolio.Construction;

/// <summary>
/// <c>basic-longonly-v1</c>: preferences over the universe's members, water-filled under a cap a name and a cap a sector, leftover in cash,
/// then a step from the present book that a turnover limit may shorten: w = w_prev + θ·(w* − w_prev).
/// </summary>
public static class PortfolioEngine
{
    /// <param name="market">The close of the decision.</param>
    /// <param name="signals">Expected return and risk volatility of the horizon.</param>
    /// <param name="universe">The universe of the same session.</param>
    /// <param name="holdings">The actual book; equity must be positive.</param>
    /// <param name="costs">A round trip is taken off every expected return.</param>
    /// <param name="horizonSessions">H of the assessment; σ = risk volatility · √H.</param>
    /// <param name="investedShare">Share of the wanted weights taken, 0 … 1; the rest is cash. What cannot be traded keeps its weight.</param>
    /// <returns>Null where no member has what the scheme needs: no opinion is no reason to trade.</returns>
    /// <exception cref="ModelError">Equity that is not positive.</exception>
    public static PortfolioState? Build(
        MarketView market,
        SignalsView signals,
        UniverseSnapshot universe,
        Holdings holdings,
        PortfolioOptions options,
        CostOptions costs,
        int horizonSessions,
        double investedShare = 1)
    {
        if (!(holdings.Equity > 0))
            throw new ModelError(FormattableString.Invariant($"a book needs positive equity, found {holdings.Equity} on {market.Date:yyyy-MM-dd}"));

        var axis = BookAxis.Join(market, universe, holdings);
        var expected = signals.ExpectedReturn.Row(market.AsOf);
        var volatility = signals.RiskVolatility.Row(market.AsOf);
        if (Preferences(axis, market, expected, volatility, options, costs, horizonSessions) is not { } preferences)
            return null;

        var desired = Desired(axis, preferences, options, out var sectorsAtCap);
        if (investedShare != 1)
            Reduce(axis, desired, investedShare);
        var (weights, fraction) = Step(axis, desired, options.TurnoverLimit);
        return Describe(axis, market, expected, desired, weights, fraction, sectorsAtCap, options);
    }

    /// <summary>a_i of the scheme; 0 for a name that is no member or has no opinion.</summary>
    private static double[]? Preferences(
        BookAxis axis,
        MarketView market,
        ReadOnlySpan<double> expected,
        ReadOnlySpan<double> volatility,
        PortfolioOptions options,
        CostOptions costs,
        int horizonSessions)
    {
        var (known, members) = (0, new int[axis.Count]);
        for (var b = 0; b < axis.Count; b++)
        {
            var i = axis.Instruments[b];
            var needsOpinion = options.Scheme != PortfolioScheme.EqualWeight;
            if (axis.Member[b] && (!needsOpinion || (volatility[i] > 0 && !double.IsNaN(expected[i]))))
                members[known++] = b;
        }

        if (known == 0)
            return null;
        members = members[..known];
        var values = options.Scheme switch
        {
            PortfolioScheme.EqualWeight => EqualWeight.Weights(known),
            PortfolioScheme.InverseVolatility => InverseVolatility.Weights(Pick(axis, members, volatility)),
            PortfolioScheme.EqualRiskContribution => EqualRisk(axis, members, market, options),
            _ => EdgeOverVariance(Pick(axis, members, expected), Pick(axis, members, volatility), costs.RoundTripFraction, horizonSessions),
        };
        var preferences = new double[axis.Count];
        for (var m = 0; m < known; m++)
            preferences[members[m]] = values[m];
        return preferences;
    }

    private static double[] Pick(BookAxis axis, int[] members, ReadOnlySpan<double> row)
    {
        var picked = new double[members.Length];
        for (var m = 0; m < picked.Length; m++)
            picked[m] = row[axis.Instruments[members[m]]];
        return picked;
    }

    private static double[] EdgeOverVariance(double[] expected, double[] volatility, double roundTrip, int horizonSessions)
    {
        var preferences = new double[expected.Length];
        for (var m = 0; m < preferences.Length; m++)
            preferences[m] = Math.Max(expected[m] - roundTrip, 0) / (volatility[m] * volatility[m] * horizonSessions);
        return preferences;
    }

    private static double[] EqualRisk(BookAxis axis, int[] members, MarketView market, PortfolioOptions options)
    {
        var instruments = Array.ConvertAll(members, m => axis.Instruments[m]);
        var preferences = new double[members.Length];
        if (BookRisk.Estimate(market, instruments, options, out var covered) is not { } covariance)
            return preferences;
        var weights = EqualRiskContribution.Weights(covariance.ToDense(), covered.Length);
        for (var c = 0; c < covered.Length; c++)
            preferences[covered[c]] = weights[c];
        return preferences;
    }

    /// <summary>w*: frozen holdings keep their weight and use up budget and sector room, the rest is water-filled.</summary>
    private static double[] Desired(BookAxis axis, double[] preferences, PortfolioOptions options, out int sectorsAtCap)
    {
        var sectorRoom = new double[byte.MaxValue];
        Array.Fill(sectorRoom, options.SectorCap);
        var budget = 1.0;
        for (var b = 0; b < axis.Count; b++)
        {
            if (!axis.Frozen[b])
                continue;
            budget -= Math.Abs(axis.Present[b]);
            if (axis.Sector[b] >= 0)
                sectorRoom[axis.Sector[b]] = Math.Max(0, sectorRoom[axis.Sector[b]] - Math.Abs(axis.Present[b]));
        }

        var desired = WaterFilling.Allocate(preferences, Math.Max(0, budget), options.NameCap, axis.Sector, sectorRoom);
        var filled = new double[byte.MaxValue];
        for (var b = 0; b < axis.Count; b++)
        {
            if (axis.Sector[b] >= 0)
                filled[axis.Sector[b]] += desired[b];
            if (axis.Frozen[b])
                desired[b] = axis.Present[b];
        }

        sectorsAtCap = 0;
        for (var s = 0; s < filled.Length; s++)
            sectorsAtCap += filled[s] > 0 && filled[s] >= sectorRoom[s] - 1e-12 ? 1 : 0;
        return desired;
    }

    private static void Reduce(BookAxis axis, double[] desired, double share)
    {
        for (var b = 0; b < desired.Length; b++)
        {
            if (!axis.Frozen[b])
                desired[b] *= share;
        }
    }

    private static (double[] Weights, double Fraction) Step(BookAxis axis, double[] desired, double turnoverLimit)
    {
        var way = 0.0;
        for (var b = 0; b < desired.Length; b++)
            way += Math.Abs(desired[b] - axis.Present[b]);
        way /= 2;
        if (way <= turnoverLimit)
            return (desired, 1);

        var fraction = turnoverLimit / way;
        var weights = new double[desired.Length];
        for (var b = 0; b < weights.Length; b++)
            weights[b] = axis.Present[b] + (fraction * (desired[b] - axis.Present[b]));
        return (weights, fraction);
    }

    private static PortfolioState Describe(
        BookAxis axis,
        MarketView market,
        ReadOnlySpan<double> expected,
        double[] desired,
        double[] weights,
        double fraction,
        int sectorsAtCap,
        PortfolioOptions options)
    {
        var book = Enumerable.Range(0, axis.Count).Where(b => weights[b] != 0 || axis.Present[b] != 0).ToArray();
        var instruments = Array.ConvertAll(book, b => axis.Instruments[b]);
        var targets = Array.ConvertAll(book, b => weights[b]);
        var (expectedReturn, turnover, atCap) = (0.0, 0.0, 0);
        foreach (var b in book)
        {
            var opinion = expected[axis.Instruments[b]];
            expectedReturn += double.IsNaN(opinion) ? 0 : weights[b] * opinion;
            turnover += Math.Abs(weights[b] - axis.Present[b]) / 2;
            atCap += !axis.Frozen[b] && desired[b] > 0 && desired[b] >= options.NameCap - 1e-12 ? 1 : 0;
        }

        var (risk, coverage) = BookRisk.Decompose(market, instruments, targets, options);
        return new PortfolioState(
            instruments,
            targets,
            Array.ConvertAll(book, b => desired[b]),
            expectedReturn,
            risk.Volatility,
            risk.Contributions,
            turnover,
            fraction,
            atCap,
            sectorsAtCap,
            coverage);
    }
}

/// <summary>How names are preferred before caps and the turnover limit. Stored in upper snake case.</summary>
public enum PortfolioScheme : byte
{
    /// <summary>w ∝ max(μ̂ − round-trip cost, 0) / σ².</summary>
    EdgeOverVariance,

    /// <summary>1/N over the members.</summary>
    EqualWeight,

    /// <summary>w ∝ 1/σ.</summary>
    InverseVolatility,

    /// <summary>Equal volatility contributions under the factor covariance.</summary>
    EqualRiskContribution,
}

/// <summary>One target book. Arrays run over <paramref name="Instruments"/>, ascending columns.</summary>
/// <param name="Instruments">Columns with a non-zero target or holding.</param>
/// <param name="Weights">Target weights after caps and the turnover limit; Σ ≤ 1, the rest is cash.</param>
/// <param name="DesiredWeights">Weights before the turnover limit.</param>
/// <param name="ExpectedReturn">Σ w·μ̂ over the assessed part, a fraction over the horizon.</param>
/// <param name="ExpectedVolatility">Annualised, from a shrunk factor covariance; NaN where too little history.</param>
/// <param name="VolatilityContributions">Euler contributions by name, annualised; they sum to the expected volatility.</param>
/// <param name="Turnover">One-way, of the step from the present book to the target.</param>
/// <param name="TurnoverFraction">θ, the part of the way that was gone.</param>
/// <param name="NameCapBinding">Names at the cap.</param>
/// <param name="SectorCapBinding">Sectors at the cap.</param>
/// <param name="CovarianceCoverage">Share of weight with enough history for the covariance.</param>
public sealed record PortfolioState(
    int[] Instruments,
    double[] Weights,
    double[] DesiredWeights,
    double ExpectedReturn,
    double ExpectedVolatility,
    double[] VolatilityContributions,
    double Turnover,
    double TurnoverFraction,
    int NameCapBinding,
    int SectorCapBinding,
    double CovarianceCoverage)
{
    public const string DefaultModelId = "basic-longonly-v1";
}
