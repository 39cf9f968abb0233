using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Prometheus.Core.Identity;

namespace Prometheus.Core.Options;

/// <summary>The members of an options record as its JSON spells them, those included that are missing by default.</summary>
public sealed class OptionShape
{
    private static readonly ConcurrentDictionary<Type, OptionShape> Known = new();

    private readonly Type _type;

    private OptionShape(Type type)
    {
        _type = type;
        var nullability = new NullabilityInfoContext();
        Members =
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }
               let bare = Nullable.GetUnderlyingType(property.PropertyType)
               let optional = bare is not null || nullability.Create(property).ReadState == NullabilityState.Nullable
               select new OptionMember(property, bare ?? property.PropertyType, optional),
        ];
    }

    public IReadOnlyList<OptionMember> Members { get; }

    public static OptionShape Of(Type type) => Known.GetOrAdd(type, static t => new OptionShape(t));

    /// <summary>A member by its name in snake_case.</summary>
    public OptionMember? Find(string name) => Members.FirstOrDefault(m => m.Name == name);

    /// <summary>A member by its property, as <c>nameof</c> gives it.</summary>
    public OptionMember Member(string property) => Members.First(m => m.Property.Name == property);

    /// <summary>The record with all its members at their defaults; what a caller must give is null or zero.</summary>
    public object Defaults() => Activator.CreateInstance(_type)!;

    public JsonNode DefaultJson() => JsonSerializer.SerializeToNode(Defaults(), _type, CanonicalJson.Options)!;

    /// <summary>Every option below the record by its path, such as <c>portfolio.name_cap</c>, in the order of the records.</summary>
    public IEnumerable<(string Path, OptionMember Member)> Leaves()
        => Members.SelectMany(m => m.IsGroup ? Of(m.Type).Leaves().Select(leaf => ($"{m.Name}.{leaf.Path}", leaf.Member)) : [(m.Name, m)]);
}

/// <summary>One member of an options record: its name, what it may hold, and how that is said.</summary>
/// <param name="Property">Where it is declared.</param>
/// <param name="Type">Without the question mark.</param>
/// <param name="IsOptional">May be missing, which files and flags spell <c>off</c>.</param>
public sealed record OptionMember(PropertyInfo Property, Type Type, bool IsOptional)
{
    public string Name { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(Property.Name);

    public RangeAttribute? Range { get; } = Property.GetCustomAttribute<RangeAttribute>();

    public WordsAttribute? Words { get; } = Property.GetCustomAttribute<WordsAttribute>();

    /// <summary>Not null where the option follows from something else.</summary>
    public DerivedAttribute? Derived { get; } = Property.GetCustomAttribute<DerivedAttribute>();

    /// <summary>What one element is; the type itself where it is no list.</summary>
    public Type ElementType { get; } = ElementOf(Type) ?? Type;

    public bool IsList => ElementType != Type;

    /// <summary>Has members of its own that can be named.</summary>
    public bool IsGroup => IsRecord(Type) && Type.GetConstructor([]) is not null;

    public bool IsNumber => ElementType == typeof(int) || ElementType == typeof(long) || ElementType == typeof(double) || ElementType == typeof(TimeSpan);

    private bool IsWhole => ElementType == typeof(int) || ElementType == typeof(long);

    /// <summary>What may stand here, as the end of a sentence.</summary>
    public string Expectation
    {
        get
        {
            var one = IsNumber
                ? string.Join(' ', new[] { IsWhole ? "a whole number" : "a number", Range?.ToString() ?? "", Range is { Unit.Length: > 0 } ? $"({Range.Unit})" : "" }.Where(w => w.Length > 0))
                : ElementType == typeof(bool) ? "true or false"
                : Words is not null ? $"one of {Words}"
                : ElementType.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(ElementType).Select(WordOf))}"
                : IsGroup ? "its members" : "a text";
            return (IsList ? $"a list, each {one}" : one) + (IsOptional ? ", or off" : "");
        }
    }

    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>Reads the text of a file or flag; false where it is none of <see cref="Expectation"/>. <c>off</c> is for the caller.</summary>
    public bool TryRead(string text, [NotNullWhen(true)] out object? value)
    {
        value = IsList && ElementType == typeof(string)
            ? EquatableListBuilder.Create<string>([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)])
            : ReadOne(text);
        return value is not null && IsAllowed(value);
    }

    /// <summary>Whether a value of the member's type may stand here. Records are left to their own members.</summary>
    public bool IsAllowed(object? value)
    {
        if (value is null)
            return IsOptional;
        return IsList && value is IEnumerable items ? items.Cast<object?>().All(item => item is not null && IsOneAllowed(item)) : IsOneAllowed(value);
    }

    private bool IsOneAllowed(object value) => value switch
    {
        int or long or double or TimeSpan => NumberOf(value) is var number && (Range?.Holds(number) ?? double.IsFinite(number)),
        Enum => Enum.IsDefined(ElementType, value),
        string text => Words?.Holds(text) ?? true,
        _ => true,
    };

    private static double NumberOf(object value) => value is TimeSpan span ? span.TotalSeconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private object? ReadOne(string text)
    {
        if (ElementType == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : null;
        if (ElementType == typeof(string))
            return text;
        if (ElementType.IsEnum)
            return Enum.GetNames(ElementType).FirstOrDefault(n => WordOf(n).Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(ElementType, name) : null;
        if (!IsNumber || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return null;
        if (!IsWhole)
            return number;
        if (ElementType == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact) ? exact : null;
        return number == Math.Floor(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    private static string WordOf(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    private static Type? ElementOf(Type type)
        => type == typeof(string) ? null : type.IsArray ? type.GetElementType()
            : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))?.GetGenericArguments()[0];
}
