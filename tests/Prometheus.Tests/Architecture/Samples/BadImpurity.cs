namespace Prometheus.Tests.Architecture.Samples;

/// <summary>One of each thing that a pure room may not do.</summary>
internal static class BadImpurity
{
    public static double Clock() => DateTime.UtcNow.Ticks;

    public static double Chance() => new Random(1).NextDouble() + Guid.NewGuid().ToByteArray()[0];

    public static double Power(double x) => Math.Exp(x);

    public static async Task<string> Disk(string path) => await File.ReadAllTextAsync(path);
}
