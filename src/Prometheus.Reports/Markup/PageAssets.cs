using System.Text;

namespace Prometheus.Reports.Markup;

/// <summary>Scripts and styles embedded in this assembly at build time.</summary>
public static class PageAssets
{
    /// <summary>The minified ECharts library, from the npm package named in <c>package.json</c>.</summary>
    public static string Echarts { get; } = Read("echarts.min.js");

    internal static string Style { get; } = Read("page.css");

    internal static string Charts { get; } = Read("charts.js");

    internal static string Tearsheet { get; } = Read("tearsheet.js");

    internal static string Campaign { get; } = Read("campaign.js");

    internal static string Robustness { get; } = Read("robustness.js");

    internal static string Scores { get; } = Read("scores.js");

    private static string Read(string name)
    {
#pragma warning disable RS0030 // A stream over an embedded resource reads this assembly itself, not the file system.
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} was not embedded");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
#pragma warning restore RS0030
        return Encoding.UTF8.GetString(bytes);
    }
}
