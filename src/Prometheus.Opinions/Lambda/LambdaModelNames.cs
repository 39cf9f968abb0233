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

/// <summary>What forecasts the next session's λ of a cluster. Stored by name in lower snake case.</summary>
public enum LambdaModel
{
    /// <summary>λ stays as it is.</summary>
    Persistence,

    /// <summary>The training mean of the cluster; of all clusters where it was never seen.</summary>
    ClusterMean,

    /// <summary>a + b·λ, pooled over clusters.</summary>
    GlobalAr1,

    /// <summary>All features, linear, pooled.</summary>
    GlobalLinearFull,

    /// <summary>All features and their squares, pooled.</summary>
    GlobalPoly2,

    /// <summary>λ and its means over a week and a month of sessions, pooled (Corsi 2009, in levels).</summary>
    Har,

    /// <summary>All features and the components of the members' vectors, pooled, shrunk by a ridge whose strength the end of the training range chose.</summary>
    GlobalRidge,
}
