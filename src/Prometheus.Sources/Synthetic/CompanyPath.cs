using Prometheus.Core.Numerics;
using Prometheus.Core.Time;
using Prometheus.Sources.Prices;

namespace Prometheus.Sources.Synthetic;

/// <summary>
/// The price path of one company. Its log return is β·market + sector + a slowly wandering drift + its own noise, whose volatility clusters
/// and a part of which is taken back over the next sessions. Number k of session t is number 8·t + k of the company's stream.
/// </summary>
internal sealed class CompanyPath
{
    private const ulong NumbersPerSession = 8;
    private const double VolatilityPersistence = 0.98;
    private const double VolatilityOfVolatility = 0.07;
    private const double ResultsScale = 2.5;
    private const double ReverseSplitPrice = 1.5;
    private const double ReverseSplitRatio = 0.1;

    // A failing company loses about 80 % over its last half year; a bought one jumps to the offer and then hardly moves.
    private const int Decline = 126;
    private const double DeclineLogLoss = 1.6;
    private const double DeclineScale = 1.6;
    private const int OfferPeriod = 45;
    private const double OfferPremium = 0.25;
    private const double OfferScale = 0.12;

    private readonly CompanyTraits _traits;
    private readonly SyntheticFactors _climate;
    private readonly RandomStream _noise;
    private readonly PlantedSignals _planted = PlantedSignals.Default;
    private readonly double _driftPersistence;
    private readonly double[] _recentMoves;
    private double _logVolatility;
    private double _drift;

    private CompanyPath(CompanyTraits traits, SyntheticFactors climate, long seed)
    {
        (_traits, _climate) = (traits, climate);
        _noise = SyntheticFactors.StreamOf(seed, "path", traits.Symbol);
        _recentMoves = new double[_planted.ReversalSessions];
        _driftPersistence = ScalarMath.Exp(-ScalarMath.Log(2) / _planted.DriftHalfLife);
        // Both slow states begin where they would be after a long time.
        var start = SyntheticFactors.StreamOf(seed, "state", traits.Symbol);
        _logVolatility = VolatilityOfVolatility / Math.Sqrt(1 - (VolatilityPersistence * VolatilityPersistence)) * start.NextNormal();
        _drift = _planted.DriftAnnualStandardDeviation * start.NextNormal();
    }

    public static ImportedSeries Simulate(CompanyTraits traits, string instrumentId, SyntheticFactors climate, SessionAxis sessions, long seed)
    {
        var end = Math.Min(sessions.Count, traits.ExitsAt);
        var bars = new BarColumns(Math.Max(0, end - traits.ListedAt));
        var path = new CompanyPath(traits, climate, seed);
        var price = traits.FirstPrice;
        var split = 1.0;
        for (var t = traits.ListedAt; t < end; t++)
        {
            var (move, volatility) = path.Step(t);
            var before = price / split;
            if (split != 1)
                bars.Split(sessions[t], split);
            var dividend = path.DividendOn(t, before);
            if (dividend > 0)
                bars.Pay(sessions[t], dividend);
            before -= dividend;
            price = Math.Max(0.05, (price / split * ScalarMath.Exp(move)) - dividend);
            bars.Add(sessions[t], before, price, volatility, traits.DollarVolume, path._noise, ((ulong)t * NumbersPerSession) + 3);
            split = path.SplitAfter(price);
        }

        return bars.ToSeries(instrumentId, traits.Symbol);
    }

    /// <summary>The yearly drift behind each session's return; 0 on sessions without the company.</summary>
    public static double[] Drifts(CompanyTraits traits, SyntheticFactors climate, int sessions, long seed)
    {
        var drifts = new double[sessions];
        var path = new CompanyPath(traits, climate, seed);
        for (var t = traits.ListedAt; t < Math.Min(sessions, traits.ExitsAt); t++)
        {
            drifts[t] = path._drift;
            path._drift = path.DriftAfter(t);
        }

        return drifts;
    }

    /// <summary>The total log return of session t and the volatility behind it. Sessions are asked in order.</summary>
    private (double Move, double Volatility) Step(int t)
    {
        var at = (ulong)t * NumbersPerSession;
        var regime = _climate.RegimeOn(t);
        var untilExit = _traits.ExitsAt - t;
        var isDeclining = _traits.Fails && untilExit <= Decline;
        var isUnderOffer = !_traits.Fails && untilExit <= OfferPeriod;

        var scale = regime.CompanyScale * ((t + _traits.ResultsPhase) % Year.Quarter == 0 ? ResultsScale : 1) * (isDeclining ? DeclineScale : 1);
        var own = _traits.AnnualVolatility / Year.Root * ScalarMath.Exp(_logVolatility) * scale;
        var shock = own * _noise.NormalAt(at);
        var company = shock - TakenBack(t, shock) + (_drift / Year.Sessions) - (0.5 * own * own);
        var common = (_traits.Beta * _climate.MarketReturn(t)) + (_traits.SectorLoading * _climate.SectorReturn(t, _traits.SectorOn(t)));
        var volatility = Math.Sqrt((own * own) + (_traits.Beta * _traits.Beta * regime.AnnualVolatility * regime.AnnualVolatility / Year.Sessions));

        _logVolatility = (VolatilityPersistence * _logVolatility) + (VolatilityOfVolatility * _noise.NormalAt(at + 1));
        _drift = DriftAfter(t);

        if (isUnderOffer)
            return ((OfferScale * (common + company)) + (untilExit == OfferPeriod ? OfferPremium : 0), OfferScale * volatility);
        return (common + company - (isDeclining ? DeclineLogLoss / Decline : 0), volatility);
    }

    private double DriftAfter(int t)
    {
        var refresh = _planted.DriftAnnualStandardDeviation * Math.Sqrt(1 - (_driftPersistence * _driftPersistence));
        return (_driftPersistence * _drift) + (refresh * _noise.NormalAt(((ulong)t * NumbersPerSession) + 2));
    }

    /// <summary>What today takes back of the last sessions' own moves; today's own move is remembered.</summary>
    private double TakenBack(int t, double shock)
    {
        var sum = 0.0;
        foreach (var move in _recentMoves)
            sum += move;
        _recentMoves[t % _recentMoves.Length] = shock;
        return _planted.ReversalFraction * sum;
    }

    private double DividendOn(int t, double before)
    {
        if (_traits.DividendYield == 0 || (t + _traits.DividendPhase) % Year.Quarter != 0)
            return 0;
        return Math.Round(before * _traits.DividendYield / 4, 2, MidpointRounding.AwayFromZero);
    }

    /// <summary>The split that takes effect on the next session; 1 for none.</summary>
    private double SplitAfter(double price)
    {
        if (price > _traits.SplitPrice)
            return _traits.SplitRatio;
        return price < ReverseSplitPrice ? ReverseSplitRatio : 1;
    }
}

/// <summary>
/// What a strategy can find in the synthetic market: weak, real, and the same for every company. Each company's drift wanders slowly
/// (momentum), and part of each company-specific move is taken back within a week (reversal).
/// </summary>
/// <param name="DriftAnnualStandardDeviation">Of the companies' drifts around 0, a year.</param>
/// <param name="DriftHalfLife">Sessions until half of a drift is gone.</param>
/// <param name="ReversalFraction">Share of a company-specific move that each of the following sessions takes back.</param>
/// <param name="ReversalSessions">For how many sessions it does.</param>
public sealed record PlantedSignals(double DriftAnnualStandardDeviation, int DriftHalfLife, double ReversalFraction, int ReversalSessions)
{
    public static PlantedSignals Default { get; } = new(0.15, 126, 0.015, 5);
}
