namespace Prometheus.Testing;

/// <summary>The checkout the tests were built from.</summary>
public static class SourceTree
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The folder that holds the solution.</summary>
    public static string Root => Found.Value;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Prometheus.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Prometheus.slnx");
    }
}
