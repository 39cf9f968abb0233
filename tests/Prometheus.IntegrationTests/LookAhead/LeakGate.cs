using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;

namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>The store of facts, and a copy on which every command was run up to the last date.</summary>
public sealed class LeakGate : IDisposable
{
    public LeakGate()
    {
        Facts = WholeMarket.Make();
        Full = ProductHome.CopyOf(Facts);
        WholeChain.Fill(Full, WholeMarket.Last);
        Artefacts = new Artefacts(Full);
    }

    internal ProductHome Facts { get; }

    internal ProductHome Full { get; }

    /// <summary>Of the whole chain.</summary>
    internal Artefacts Artefacts { get; }

    /// <summary>What all commands derive up to a date from a store of facts that was edited before.</summary>
    /// <param name="sets">What is looked for.</param>
    /// <returns>The lines of each set that the edited store has too.</returns>
    internal HashSet<string>[] Recompute(DateOnly date, IReadOnlyList<ArtefactSet> sets, Action<DatabasePair> edit)
        => Recompute(date, edit, artefacts => sets.Select(artefacts.At).ToArray());

    /// <param name="read">What is wanted of it.</param>
    internal T Recompute<T>(DateOnly date, Action<DatabasePair> edit, Func<Artefacts, T> read)
    {
        using var home = ProductHome.CopyOf(Facts);
        edit(home.Databases);
        WholeChain.Fill(home, date);
        return read(new Artefacts(home));
    }

    public void Dispose()
    {
        Facts.Dispose();
        Full.Dispose();
    }
}
