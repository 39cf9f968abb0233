using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.Stores;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>Turns dated sector facts into the sector known on each session.</summary>
internal static class SectorAssembly
{
    /// <param name="facts">All facts known by the end of the slice; other kinds and unlisted instruments are passed over.</param>
    public static SectorHistory Assemble(IEnumerable<InstrumentFact> facts, SessionAxis sessions, InstrumentAxis instruments)
    {
        var relevant = facts.Where(f => f.Kind == InstrumentFact.Sector && instruments.IndexOf(f.InstrumentId) >= 0).ToArray();
        var names = relevant.Select(f => f.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (names.Length >= CodePanel.None)
            throw new DataError($"a market can have at most {CodePanel.None - 1} sectors, found {names.Length}");

        var changes = relevant.Select(f => Change(f, sessions, instruments, names)).OrderBy(c => c.Session).ToArray();
        var columns = instruments.Count;
        var codes = new byte[sessions.Count * columns];
        var current = new byte[columns];
        var holding = new InstrumentFact?[columns];
        Array.Fill(current, CodePanel.None);
        var next = 0;
        for (var session = 0; session < sessions.Count; session++)
        {
            for (; next < changes.Length && changes[next].Session == session; next++)
            {
                var (_, column, code, fact) = changes[next];
                if (holding[column] is { } held && (held.AsOfDate, held.KnownOn).CompareTo((fact.AsOfDate, fact.KnownOn)) > 0)
                    continue;
                holding[column] = fact;
                current[column] = code;
            }

            current.CopyTo(codes, session * columns);
        }

        return new SectorHistory(CodePanel.Adopt(codes, sessions.Count, columns), names, relevant.Any(f => f.Assumed));
    }

    /// <summary>A fact may be used from the first session on which it both holds and is known.</summary>
    private static (int Session, int Column, byte Code, InstrumentFact Fact) Change(
        InstrumentFact fact, SessionAxis sessions, InstrumentAxis instruments, string[] names)
    {
        var from = fact.AsOfDate > fact.KnownOn ? fact.AsOfDate : fact.KnownOn;
        var code = (byte)Array.BinarySearch(names, fact.Value, StringComparer.Ordinal);
        return (sessions.FirstAtOrAfter(from), instruments.IndexOf(fact.InstrumentId), code, fact);
    }
}
