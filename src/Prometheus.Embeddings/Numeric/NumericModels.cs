using Prometheus.Core.Errors;
using Prometheus.Core.Identity;

namespace Prometheus.Embeddings.Numeric;

/// <summary>The catalogue of numeric models: their ids and what their windows hold.</summary>
public static class NumericModels
{
    public static IReadOnlyList<NumericModel> All { get; } = Enum.GetValues<NumericModel>();

    /// <summary>The id of a model with default options.</summary>
    public static string BaseIdOf(NumericModel model) => model switch
    {
        NumericModel.Regime => "num-regime-core-v1",
        NumericModel.Stability => "num-stab-core-v1",
        NumericModel.Profile => "num-profile-core-v1",
        NumericModel.Scenario => "num-scenario-core-v1",
        NumericModel.Portfolio => "num-portfolio-core-v1",
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    /// <summary>The id under which vectors are stored. The window is no part of it, as it has a key column of its own.</summary>
    public static string IdOf(NumericModel model, NumericOptions options)
        => StableId.ModelId(BaseIdOf(model), options with { WindowSessions = NumericOptions.Default.WindowSessions }, NumericOptions.Default);

    /// <exception cref="UserError">No such model.</exception>
    public static NumericModel Parse(string modelId)
    {
        foreach (var model in All)
        {
            if (string.Equals(BaseIdOf(model), modelId, StringComparison.Ordinal))
                return model;
        }

        throw new UserError($"unknown numeric model '{modelId}', expected one of {string.Join(", ", All.Select(BaseIdOf))}");
    }

    /// <summary>The <c>window_spec</c> of a stored vector.</summary>
    public static string WindowSpec(int sessions) => FormattableString.Invariant($"{{\"window_days\":{sessions}}}");

    internal static WindowFeatures FeaturesOf(NumericModel model) => model switch
    {
        NumericModel.Regime => new RegimeWindowFeatures(),
        NumericModel.Stability => new StabilityWindowFeatures(),
        NumericModel.Profile => new ProfileWindowFeatures(),
        NumericModel.Scenario => new ScenarioWindowFeatures(),
        NumericModel.Portfolio => new PortfolioWindowFeatures(),
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };
}
