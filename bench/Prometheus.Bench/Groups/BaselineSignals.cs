using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;

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

    /// <summary>One line a signal with the SHA-256 of all its bits.</summary>
    public static IEnumerable<string> Digests(Market market, IReadOnlyList<Signals> signals)
    {
        var stability = signals[0].Stability!;
        yield return Digest("total returns", market.TotalReturns.Simple, market.TotalReturns.Log, market.TotalReturns.LogIndex);
        yield return Digest(
            "stability", stability.Index, stability.VolatilityScore, stability.DrawdownScore, stability.TrendScore, stability.Sigma, stability.MaxDrawdown, stability.Trend);
        foreach (var signal in signals)
        {
            var assessment = signal.Assessment!;
            yield return Digest(
                $"assessment {assessment.Options.HorizonSessions}", assessment.Z, assessment.ExpectedReturn, assessment.IdiosyncraticVolatility, assessment.RiskVolatility, assessment.Coverage);
            var scores = signal.Universe!.Snapshots.ToArray().SelectMany(s => s.Candidates.ToArray()).SelectMany(c => new[] { c.Instrument, c.Score, c.Included ? 1 : 0 });
            yield return Digest($"universe {assessment.Options.HorizonSessions}", MemoryMarshal.AsBytes<double>(scores.ToArray()));
        }
    }

    private static string Digest(string name, params ReadOnlySpan<Panel> panels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var panel in panels)
            hash.AppendData(MemoryMarshal.AsBytes(panel.Values));
        return $"{name} {Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static string Digest(string name, ReadOnlySpan<byte> bytes) => $"{name} {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
