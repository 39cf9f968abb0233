using Xunit.Sdk;

namespace Prometheus.Testing;

/// <summary>
/// Text that a person has read and approved, kept beside its test. A change shows as a difference in review; <c>PROMETHEUS_APPROVE=1</c>
/// writes the new text.
/// </summary>
public static class ApprovedText
{
    /// <param name="path">File below the checkout's root, such as <c>tests/Prometheus.Tests/Reports/Page.verified.txt</c>.</param>
    /// <param name="actual">What the product says now, <c>\n</c> line ends.</param>
    public static void Equal(string path, string actual)
    {
        var file = Path.Combine(Root(), path);
        if (Environment.GetEnvironmentVariable("PROMETHEUS_APPROVE") == "1")
            File.WriteAllText(file, actual);
        var expected = File.Exists(file) ? File.ReadAllText(file).Split('\n') : [];
        var found = actual.Split('\n');
        for (var line = 0; line < Math.Max(expected.Length, found.Length); line++)
        {
            var (before, now) = (expected.ElementAtOrDefault(line), found.ElementAtOrDefault(line));
            if (before != now)
                throw new XunitException($"{path}, line {line + 1}: approved is\n  {before ?? "(nothing)"}\nfound is\n  {now ?? "(nothing)"}\nPROMETHEUS_APPROVE=1 accepts the new text");
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Prometheus.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Prometheus.slnx");
    }
}
