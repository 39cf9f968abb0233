using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>Makes a folder the test process's working folder until disposed; tests that do so share the collection, which runs beside no other.</summary>
internal sealed class WorkingFolder : IDisposable
{
    public const string Collection = "working folder";

    private readonly string _before = Environment.CurrentDirectory;

    public WorkingFolder(string folder) => Environment.CurrentDirectory = folder;

    public void Dispose() => Environment.CurrentDirectory = _before;
}

/// <summary>Alone in the process.</summary>
[CollectionDefinition(WorkingFolder.Collection, DisableParallelization = true)]
public sealed class WorkingFolderCollection;
