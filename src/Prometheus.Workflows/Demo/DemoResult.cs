using Prometheus.Workflows.V0;

namespace Prometheus.Workflows.Demo;

/// <summary>What the demo made.</summary>
/// <param name="Flow">The v0 flow on the synthetic market.</param>
/// <param name="Pages">A tearsheet a sleeve, and the report last.</param>
public sealed record DemoResult(V0Result Flow, IReadOnlyList<string> Pages);
