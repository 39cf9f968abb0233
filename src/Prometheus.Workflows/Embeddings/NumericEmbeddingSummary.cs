namespace Prometheus.Workflows.Embeddings;

/// <summary>What a run did for one model and entity type.</summary>
/// <param name="ModelId">With the options' suffix where they are not the defaults.</param>
/// <param name="EntityType">INSTRUMENT, SECTOR or MARKET.</param>
/// <param name="Sessions">Sessions asked for.</param>
/// <param name="Stored">Vectors that are stored for them now; in a dry run, that would be written.</param>
/// <param name="Written">Vectors this run wrote.</param>
/// <param name="WithoutVector">Entities with a return that day but no vector: too early, or too few returns. Of the sessions computed by this run.</param>
/// <param name="Fits">Fits of the model up to the last session asked for.</param>
public sealed record NumericEmbeddingSummary(string ModelId, string EntityType, int Sessions, long Stored, long Written, long WithoutVector, int Fits);
