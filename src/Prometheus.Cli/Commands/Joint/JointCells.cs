using System.Text.Json;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>The values of a joint vector by column name.</summary>
internal sealed class JointCells
{
    private readonly JointVector _vector;
    private readonly Dictionary<string, string> _scope;

    public JointCells(JointVector vector)
    {
        _vector = vector;
        using var scope = JsonDocument.Parse(vector.ScopeJson);
        _scope = scope.RootElement.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.ToString(), StringComparer.Ordinal);
    }

    /// <summary>A member of the scope; null where it has none. An instrument's id is its entity's.</summary>
    public string? Scope(string name)
        => _scope.TryGetValue(name, out var value) ? value
            : name == "instrument_id" && _scope.GetValueOrDefault("entity_type") == "INSTRUMENT" ? _scope.GetValueOrDefault("entity_id")
            : null;

    public object? Of(string column, string modelId) => column switch
    {
        "as_of_date" or "episode_as_of" => _vector.AsOf,
        "model_id" => modelId,
        "dim" => _vector.Vector.Length,
        "l2_norm" => Length(),
        _ => Scope(column),
    };

    private double Length()
    {
        var sum = 0.0;
        foreach (var value in _vector.Vector)
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }
}
