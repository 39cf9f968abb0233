using Prometheus.Core.Panels;

namespace Prometheus.Embeddings.Numeric;

/// <summary>A further daily feature of entities.</summary>
/// <param name="Name">By which a fit and the entities it encodes find each other.</param>
/// <param name="Values">[sessions × entities], scale-free; NaN where not known.</param>
public sealed record EntityFeature(string Name, Panel Values);
