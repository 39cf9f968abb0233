namespace Prometheus.Stores.Embeddings;

/// <summary>The rows of a joint space that one unit owns: dates, and whose.</summary>
/// <param name="First">First date.</param>
/// <param name="Last">Last date.</param>
/// <param name="EntityPrefix">Beginning of the entity keys, for example <c>REGION:US</c> or <c>SCENARIO:set:</c>.</param>
/// <param name="EntityKeys">Exactly these keys among them; null is all.</param>
public sealed record JointRange(DateOnly First, DateOnly Last, string EntityPrefix, IReadOnlyCollection<string>? EntityKeys = null);
