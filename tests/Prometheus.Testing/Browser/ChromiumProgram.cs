namespace Prometheus.Testing.Browser;

/// <summary>The distribution's Chromium, where this machine has one.</summary>
public static class ChromiumProgram
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Null where a browser can be started, else why not.</summary>
    public static string? MissingReason => Found.Value is null ? $"Chromium is absent: none of {string.Join(", ", Names)} on PATH or in /usr/bin" : null;

    public static string Path => Found.Value ?? throw new FileNotFoundException(MissingReason);

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/bin");
        return folders.SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
