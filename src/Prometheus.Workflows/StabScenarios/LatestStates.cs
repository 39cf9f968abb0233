using Prometheus.Embeddings.Joint;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>
/// The latest STAB vector of every name as of a date that only moves forward. A vector older than a year says nothing of a name any more.
/// </summary>
internal sealed class LatestStates(IDatabaseReads historical, string modelId)
{
    private const string Prefix = "INSTRUMENT:";

    private const int MaximumAgeDays = 366;

    /// <summary>Read at once: a month of all names fits in memory whatever the market.</summary>
    private const int StepDays = 31;

    private readonly Dictionary<string, JointVector> _latest = new(StringComparer.Ordinal);
    private DateOnly? _through;
    private DateOnly _asOf;

    /// <summary>Reads what is dated on or before a date.</summary>
    /// <param name="asOf">Not before the date of the last call.</param>
    public void Advance(DateOnly asOf)
    {
        _asOf = asOf;
        var first = _through?.AddDays(1) ?? asOf.AddDays(-MaximumAgeDays);
        while (first <= asOf)
        {
            var last = first.AddDays(StepDays) < asOf ? first.AddDays(StepDays) : asOf;
            foreach (var vector in JointEmbeddingStore.Read(historical, JointSpaces.StabFragility.JointType, modelId, Prefix, first, last))
                _latest[vector.EntityKey] = vector;
            (_through, first) = (last, last.AddDays(1));
        }
    }

    /// <summary>The vector of a name, or null.</summary>
    public JointVector? Of(string instrumentId)
        => _latest.GetValueOrDefault(Prefix + instrumentId) is { } vector && vector.AsOf >= _asOf.AddDays(-MaximumAgeDays) ? vector : null;
}
