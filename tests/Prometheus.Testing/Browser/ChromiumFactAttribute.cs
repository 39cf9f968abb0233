using Xunit;

namespace Prometheus.Testing.Browser;

/// <summary>A fact that needs a browser; skipped, with the reason shown, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = ChromiumProgram.MissingReason;
}
