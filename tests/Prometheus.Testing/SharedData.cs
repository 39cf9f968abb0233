namespace Prometheus.Testing;

/// <summary>
/// The folder of real market data that tests may use and the repository never contains: <c>PROMETHEUS_SHARED_DATA</c>, else the first
/// <c>shared/data</c> met on the way up from the test assembly.
/// </summary>
public static class SharedData
{
    public const string Variable = "PROMETHEUS_SHARED_DATA";

    private static readonly Lazy<string?> Root = new(Find);

    /// <summary>Null where the data is present, else why a test that needs it cannot run.</summary>
    public static string? MissingReason
        => Root.Value is null ? $"real market data is absent: no folder shared/data above the tests and {Variable} is not set" : null;

    /// <summary>The path of a file or folder below the data folder.</summary>
    public static string PathOf(params string[] parts)
        => Path.Combine([Root.Value ?? throw new DirectoryNotFoundException(MissingReason), .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
