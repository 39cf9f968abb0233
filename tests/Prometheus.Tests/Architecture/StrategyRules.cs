using System.Reflection;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;

namespace Prometheus.Tests.Architecture;

/// <summary>
/// A strategy sees a market only through the view it is handed. A field that holds, or can hide, a panel would let it read tomorrow;
/// a field it writes would make its decisions depend on the order of the questions.
/// </summary>
internal static class StrategyRules
{
    private const BindingFlags AnyMember = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>stfld and stsfld.</summary>
    private static readonly byte[] WritingOpcodes = [0x7D, 0x80];

    /// <summary>What carries the rows of more than one session. Records made of panels are found through their fields.</summary>
    private static readonly Type[] PanelTypes = [typeof(Panel), typeof(Mask), typeof(CodePanel), typeof(Market)];

    /// <summary>Concrete types that implement an interface called IStrategy.</summary>
    public static IEnumerable<Type> Strategies(IEnumerable<Assembly> assemblies)
        => assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false, IsInterface: false } && t.GetInterfaces().Any(i => i.Name == "IStrategy"));

    public static IEnumerable<string> Violations(Type strategy)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<(Type Type, string Path)>([(strategy, strategy.Name)]);
        while (open.TryDequeue(out var next))
        {
            for (var type = next.Type; type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (var field in type.GetFields(AnyMember).Where(f => !f.IsLiteral))
                {
                    var path = $"{next.Path}.{field.Name}";
                    if (next.Type == strategy && IsWritten(field))
                        yield return $"{path} is written after construction: a strategy has no memory of its own";
                    foreach (var held in Parts(field.FieldType))
                    {
                        if (Reason(held) is { } reason)
                            yield return $"{path} {reason}";
                        else if (IsOurs(held) && seen.Add(held))
                            open.Enqueue((held, path));
                    }
                }
            }
        }
    }

    private static string? Reason(Type held)
    {
        if (PanelTypes.Contains(held))
            return $"holds a {held.Name}: all sessions at once";
        if (typeof(Delegate).IsAssignableFrom(held))
            return "holds a delegate, which can close over a panel";
        return held == typeof(object) ? "holds an object, which can be a panel" : null;
    }

    /// <summary>Looks for a store into the field in every method but the constructors.</summary>
    private static bool IsWritten(FieldInfo field)
    {
        if (field.IsInitOnly)
            return false;
        byte[][] writes = [.. WritingOpcodes.Select(opcode => (byte[])[opcode, .. BitConverter.GetBytes(field.MetadataToken)])];
        return field.DeclaringType!.GetMethods(AnyMember)
            .Select(m => m.GetMethodBody()?.GetILAsByteArray())
            .Any(il => il is not null && Array.Exists(writes, w => il.AsSpan().IndexOf(w) >= 0));
    }

    private static bool IsOurs(Type type)
        => type is { IsEnum: false, IsPrimitive: false } && type.Namespace?.StartsWith("Prometheus", StringComparison.Ordinal) == true;

    /// <summary>The type itself, its element type and its type arguments.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        yield return type;
        if (type.GetElementType() is { } element)
        {
            foreach (var part in Parts(element))
                yield return part;
        }

        foreach (var part in type.GetGenericArguments().SelectMany(Parts))
            yield return part;
    }
}
