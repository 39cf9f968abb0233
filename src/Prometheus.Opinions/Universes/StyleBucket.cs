using System.Runtime.InteropServices;
using Prometheus.Core.Errors;
using Prometheus.States.Profiles;

namespace Prometheus.Opinions.Universes;

/// <summary>One third of the names by one characteristic.</summary>
/// <param name="Style">value, quality, size or momentum.</param>
/// <param name="Tercile">0 low, 1 mid, 2 high.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StyleBucket(string Style, int Tercile)
{
    private static readonly string[] Styles = ["value", "quality", "size", "momentum"];

    private static readonly string[] Terciles = ["low", "mid", "high"];

    /// <exception cref="UserError">No such style or tercile.</exception>
    public static StyleBucket Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && Array.IndexOf(Styles, parts[0]) >= 0 && Array.IndexOf(Terciles, parts[1]) is >= 0 and var tercile
            ? new StyleBucket(parts[0], tercile)
            : throw new UserError($"a style is one of {string.Join(", ", Styles)}, a colon and one of {string.Join(", ", Terciles)}, found '{text}'");
    }

    /// <summary>NaN where unknown.</summary>
    public double Of(KnownProfile? profile) => profile is null ? double.NaN : Style switch
    {
        "value" => profile.Style.Value,
        "quality" => profile.Style.Quality,
        "size" => profile.Style.Size,
        _ => profile.Style.Momentum,
    };
}
