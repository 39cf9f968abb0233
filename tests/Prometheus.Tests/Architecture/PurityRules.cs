using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Prometheus.Tests.Architecture;

/// <summary>
/// Reads from a compiled assembly what it really touches, and compares it with <c>src/BannedSymbols.txt</c>: the analyzer's list,
/// checked a second time where no missing import and no suppression can hide it.
/// </summary>
internal static class PurityRules
{
    /// <summary>Symbols that one pure room may touch all the same.</summary>
    private static readonly Dictionary<(string Assembly, string Symbol), string> Exceptions = new()
    {
        [("Prometheus.Reports", "System.IO.Stream")] = "an embedded resource arrives as a stream: part of the assembly, not of the file system",
    };

    private static readonly string[] AllowedAssemblies = ["System.", "netstandard", "MathNet.Numerics", "Prometheus."];

    private static readonly string[] ForbiddenAssemblies =
        ["System.Net", "System.Data", "System.IO", "System.Console", "System.Diagnostics.Process", "System.Threading.Channels"];

    public static IReadOnlyList<string> BannedSymbols { get; } =
        [.. from line in File.ReadLines(Path.Combine(Checkout.Root, "src", "BannedSymbols.txt"))
            where line.Length > 0
            select line.Split(';')[0]];

    public static IEnumerable<string> Violations(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var metadata = file.GetMetadataReader();
        var assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        var violations = new List<string>();

        foreach (var handle in metadata.AssemblyReferences)
        {
            var name = metadata.GetString(metadata.GetAssemblyReference(handle).Name);
            if (!AllowedAssemblies.Any(a => name.StartsWith(a, StringComparison.Ordinal)) || ForbiddenAssemblies.Any(f => IsOrIsBelow(name, f)))
                violations.Add($"{assembly} references the assembly {name}");
        }

        foreach (var symbol in TouchedTypes(metadata).Concat(TouchedMembers(metadata)))
        {
            if (IsBanned(symbol) && !Exceptions.ContainsKey((assembly, symbol)))
                violations.Add($"{assembly} touches {symbol}");
        }

        return violations;
    }

    private static bool IsBanned(string symbol)
        => symbol.Contains(".AsyncTaskMethodBuilder", StringComparison.Ordinal) || symbol.Contains(".AsyncValueTaskMethodBuilder", StringComparison.Ordinal)
            || BannedSymbols.Any(banned => Matches(banned, symbol));

    /// <summary>Namespaces match by prefix, types and members by name: all overloads of a banned method count.</summary>
    private static bool Matches(string banned, string symbol) => banned[0] switch
    {
        'N' => symbol.StartsWith(banned[2..] + ".", StringComparison.Ordinal) && !symbol.Contains("::", StringComparison.Ordinal),
        'T' => symbol == banned[2..],
        'P' => symbol == MemberName(banned[2..], "get_"),
        'M' => symbol == MemberName(banned[2..].Split('(')[0].Split("``")[0], ""),
        _ => throw new InvalidDataException($"src/BannedSymbols.txt: unknown entry {banned}"),
    };

    private static string MemberName(string dotted, string prefix)
    {
        var last = dotted.LastIndexOf('.');
        return $"{dotted[..last]}::{prefix}{dotted[(last + 1)..]}";
    }

    private static IEnumerable<string> TouchedTypes(MetadataReader metadata)
        => metadata.TypeReferences.Select(handle => TypeName(metadata, handle));

    private static IEnumerable<string> TouchedMembers(MetadataReader metadata)
        => from handle in metadata.MemberReferences
           let member = metadata.GetMemberReference(handle)
           where member.Parent.Kind == HandleKind.TypeReference
           select $"{TypeName(metadata, (TypeReferenceHandle)member.Parent)}::{metadata.GetString(member.Name)}";

    private static string TypeName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return $"{TypeName(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}";
        return type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private static bool IsOrIsBelow(string name, string parent)
        => name == parent || name.StartsWith(parent + ".", StringComparison.Ordinal);
}
