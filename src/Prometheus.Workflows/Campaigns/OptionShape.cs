using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Prometheus.Core.Identity;

namespace Prometheus.Workflows.Campaigns;

/// <summary>The members of an options record as its JSON spells them, those included that are missing by default.</summary>
internal sealed class OptionShape
{
    private readonly Type _type;
    private readonly Member[] _members;

    private OptionShape(Type type)
    {
        _type = type;
        var nullability = new NullabilityInfoContext();
        _members =
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }
               let bare = Nullable.GetUnderlyingType(property.PropertyType)
               let optional = bare is not null || nullability.Create(property).ReadState == NullabilityState.Nullable
               select new Member(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), bare ?? property.PropertyType, optional),
        ];
    }

    public static OptionShape Of(Type type) => new(type);

    public Member? Find(string name) => Array.Find(_members, m => m.Name == name);

    /// <summary>The record with all its members at their defaults.</summary>
    public JsonNode Defaults() => JsonSerializer.SerializeToNode(Activator.CreateInstance(_type), _type, CanonicalJson.Options)!;

    /// <summary>Every path below the record.</summary>
    public IEnumerable<string> Paths()
        => _members.SelectMany(m => m.IsRecord ? Of(m.Type).Paths().Select(path => $"{m.Name}.{path}") : [m.Name]);

    /// <param name="Name">In snake_case.</param>
    /// <param name="Type">Without the question mark.</param>
    /// <param name="IsOptional">May be missing.</param>
    internal sealed record Member(string Name, Type Type, bool IsOptional)
    {
        /// <summary>Has members of its own.</summary>
        public bool IsRecord => Type.IsClass && Type != typeof(string) && Type.GetConstructor([]) is not null;
    }
}
