using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Prometheus.Tests.Architecture;

/// <summary>Names that say nothing, and records that can change: both by reflection.</summary>
internal static class TypeRules
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string[] EmptySuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Data", "Info"];

    /// <summary>Types people wrote: no closures, iterators or generated tables.</summary>
    public static IEnumerable<Type> Written(Assembly assembly)
        => assembly.GetTypes().Where(t => !t.Name.Contains('<', StringComparison.Ordinal) && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && t.Namespace?.StartsWith("Prometheus", StringComparison.Ordinal) == true);

    public static IEnumerable<string> NameViolations(Type type)
        => from suffix in EmptySuffixes
           where type.Name.Split('`')[0].EndsWith(suffix, StringComparison.Ordinal)
           select $"{type.FullName} ends with {suffix}: say what it is";

    /// <summary>A record crosses rooms and threads: nothing of it may be set after construction.</summary>
    public static IEnumerable<string> RecordViolations(Type type)
    {
        if (!IsRecord(type))
            yield break;
        foreach (var property in type.GetProperties(Declared).Where(p => p.SetMethod is { IsPrivate: false } && !IsInitOnly(p)))
            yield return $"the record {type.FullName} has a settable property {property.Name}";
        foreach (var field in type.GetFields(Declared).Where(f => !f.IsInitOnly && !f.IsPrivate))
            yield return $"the record {type.FullName} has a mutable field {field.Name}";
    }

    private static bool IsRecord(Type type)
        => type.GetMethod("PrintMembers", Declared, [typeof(StringBuilder)]) is { } print && print.GetCustomAttribute<CompilerGeneratedAttribute>() is not null;

    private static bool IsInitOnly(PropertyInfo property)
        => property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
