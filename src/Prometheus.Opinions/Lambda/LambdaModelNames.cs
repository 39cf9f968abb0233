using System.Text.Json;
using Prometheus.Core.Errors;

namespace Prometheus.Opinions.Lambda;

/// <summary>How models are spelled on the command line, in files and in tables.</summary>
public static class LambdaModelNames
{
    private static readonly string[] Names =
        Array.ConvertAll(Enum.GetValues<LambdaModel>(), m => JsonNamingPolicy.SnakeCaseLower.ConvertName(m.ToString()));

    public static IReadOnlyList<string> All => Names;

    public static string Of(LambdaModel model) => Names[(int)model];

    /// <exception cref="UserError">No such model.</exception>
    public static LambdaModel Parse(string name)
        => Array.IndexOf(Names, name) is var index and >= 0
            ? (LambdaModel)index
            : throw new UserError($"unknown λ model '{name}', expected one of {string.Join(", ", Names)}");
}
