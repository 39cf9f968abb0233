namespace Prometheus.Bench.Harness;

/// <summary>One line of the result.</summary>
/// <param name="Group">The layer, with the database engine where there is one: <c>storage/sqlite</c>.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Median">In <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>s</c> or <c>MiB</c>.</param>
/// <param name="Floor">What it is divided by, for example <c>2 F_write + 3 F_csv</c>.</param>
/// <param name="Ratio">Median ÷ floor.</param>
/// <param name="Target">Greatest ratio that holds; null where none is set.</param>
internal sealed record Figure(string Group, string Name, double Median, string Unit, string Floor, double Ratio, double? Target)
{
    /// <summary>Null where there is nothing to hold.</summary>
    public bool? Held => Target is { } target ? Ratio <= target : null;

    /// <summary>Seconds against the seconds of a floor.</summary>
    public static Figure Of(string group, string name, double seconds, string floor, double floorSeconds, double? target = null)
        => new(group, name, seconds, "s", floor, seconds / floorSeconds, target);
}
