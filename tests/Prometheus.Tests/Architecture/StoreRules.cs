using System.Reflection;

namespace Prometheus.Tests.Architecture;

/// <summary>"Latest" without an as-of bound is a look-ahead: a store that reads names the date or the run it reads for.</summary>
internal static class StoreRules
{
    private static readonly string[] Verbs = ["Load", "Read", "List"];

    private static readonly string[] Bounds = ["asOf", "end", "runId", "context"];

    /// <summary>Reads that need no bound, each with its reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["ImportedFileStore.Read"] = "what was imported under a name, asked by the import that would store it again",
        ["InstrumentStore.Read"] = "who instruments are, not what is known of them: dated attributes are facts and bounded there",
        ["InstrumentStore.ReadMarket"] = "who instruments are, not what is known of them: dated attributes are facts and bounded there",
        ["TileStore.ReadYears"] = "which years have tiles, asked by the upkeep that rebuilds them",
        ["TileStore.ReadYear"] = "a year is one blob, asked by the upkeep and the check that compare it with its bars",
    };

    /// <summary>Read methods of every <c>Prometheus.Stores.*Store</c>.</summary>
    public static IEnumerable<MethodInfo> ReadMethods(IEnumerable<Type> types)
        => from type in types
           where type.Namespace?.StartsWith("Prometheus.Stores", StringComparison.Ordinal) == true || type.Namespace == typeof(StoreRules).Namespace + ".Samples"
           where type.Name.EndsWith("Store", StringComparison.Ordinal)
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where Verbs.Any(v => method.Name.StartsWith(v, StringComparison.Ordinal))
           select method;

    public static IEnumerable<string> Violations(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        if (!Exceptions.ContainsKey(name) && !method.GetParameters().Any(IsBound))
            yield return $"{name} reads without a bound: give it one of {string.Join(", ", Bounds)}";
    }

    /// <summary>Exceptions that no longer name a read method.</summary>
    public static IEnumerable<string> StaleExceptions(IEnumerable<MethodInfo> methods)
        => Exceptions.Keys.Except(methods.Select(m => $"{m.DeclaringType!.Name}.{m.Name}"), StringComparer.Ordinal);

    /// <summary>The parameter is a bound, or one of our records that carries one.</summary>
    private static bool IsBound(ParameterInfo parameter)
        => IsBoundName(parameter.Name!)
            || (parameter.ParameterType.Namespace?.StartsWith("Prometheus", StringComparison.Ordinal) == true
                && parameter.ParameterType.GetProperties().Any(p => IsBoundName(p.Name)));

    private static bool IsBoundName(string name)
        => Bounds.Any(b => string.Equals(b, name, StringComparison.OrdinalIgnoreCase));
}
