using Xunit;

namespace Prometheus.Testing;

/// <summary>A fact on real market data; skipped, with the reason shown, where <see cref="SharedData"/> is absent.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.MissingReason;
}
