using System.Diagnostics;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Testing.Processes;

namespace Prometheus.IntegrationTests.Embeddings;

/// <summary>All steps taken once by the executable, undisturbed, with the store as it was before each backfill and what it held after it.</summary>
public sealed class EmbeddingChain : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-chain-").FullName;
    private readonly Dictionary<string, (string Digests, TimeSpan Time)> _undisturbed = new(StringComparer.Ordinal);

    public EmbeddingChain()
    {
        using var home = new ProgramHome();
        foreach (var step in EmbeddingStep.All)
        {
            if (step.Name is { } before)
                Copy(home.Settings.Home, Directory.CreateDirectory(FolderOf(before)).FullName);
            var clock = Stopwatch.StartNew();
            home.Run(step.Arguments).Expect(0);
            var time = clock.Elapsed;
            if (step.Name is { } name)
                _undisturbed[name] = (home.StoredDigests(), time);
        }
    }

    /// <summary>A home whose store is as a step found it.</summary>
    public ProgramHome HomeBefore(string name)
    {
        var home = new ProgramHome();
        Copy(FolderOf(name), home.Settings.Home);
        return home;
    }

    /// <summary>One hash a table after a step.</summary>
    public string DigestsAfter(string name) => _undisturbed[name].Digests;

    /// <summary>From the start of its process to its end.</summary>
    public TimeSpan TimeOf(string name) => _undisturbed[name].Time;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FolderOf(string name) => Path.Combine(_folder, name);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.db"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
