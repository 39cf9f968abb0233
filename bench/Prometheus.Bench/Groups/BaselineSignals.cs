using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Signals;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;

namespace Prometheus.Bench.Groups;

/// <summary>What three sleeves of horizons 5, 21 and 63 read: total returns, stability, three assessments, three universes decided every five sessions.</summary>
internal static class BaselineSignals
{
    public static IReadOnlyList<AssessmentOptions> Assessments { get; } =
        [.. new[] { 5, 21, 63 }.Select(h => AssessmentOptions.Default with { HorizonSessions = h })];

    public static int[] DecisionSessions(Market market) => Enumerable.Range(0, (market.Sessions.Count + 4) / 5).Select(k => k * 5).ToArray();

    public static IReadOnlyList<Signals> Compute(Market market, int workers)
    {
        var needs = Assessments
            .Select(a => new SignalNeeds(StabilityOptions.Default, a, UniverseOptions.Default with { AssessmentHorizon = a.HorizonSessions }))
            .ToArray();
        var decisions = DecisionSessions(market);
        return SignalsEngine.Compute(market, needs, [.. needs.Select(_ => decisions)], workers);
    }

    /// <summary>SHA-256 over every bit of every signal.</summary>
    public static string Digest(Market market, IReadOnlyList<Signals> signals)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stability = signals[0].Stability!;
        Append(market.TotalReturns.Simple, market.TotalReturns.Log, market.TotalReturns.LogIndex);
        Append(stability.Index, stability.VolatilityScore, stability.DrawdownScore, stability.TrendScore, stability.Sigma, stability.MaxDrawdown, stability.Trend);
        foreach (var signal in signals)
        {
            var assessment = signal.Assessment!;
            Append(assessment.Z, assessment.ExpectedReturn, assessment.IdiosyncraticVolatility, assessment.RiskVolatility, assessment.Coverage);
            foreach (var candidate in signal.Universe!.Snapshots.ToArray().SelectMany(s => s.Candidates.ToArray()))
                hash.AppendData(MemoryMarshal.AsBytes<double>([candidate.Instrument, candidate.Score, candidate.Included ? 1 : 0]));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(params ReadOnlySpan<Panel> panels)
        {
            foreach (var panel in panels)
                hash.AppendData(MemoryMarshal.AsBytes(panel.Values));
        }
    }
}
