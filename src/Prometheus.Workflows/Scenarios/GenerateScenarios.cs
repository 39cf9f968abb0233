using Prometheus.Core.Options;
using Prometheus.Scenarios;
using Prometheus.States.Regimes;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Scenarios;

/// <summary>Draws one scenario set from the stored market and saves it under its name.</summary>
public static class GenerateScenarios
{
    /// <param name="replace">Whether a set of the same name that was asked for otherwise may be replaced.</param>
    /// <param name="workers">Threads of the regime engine, which runs where the request filters by regime.</param>
    /// <exception cref="UserError">
    /// A request that no set can be made from, or a set of the same id and another request while <paramref name="replace"/> is false.
    /// </exception>
    /// <exception cref="NothingMatchedError">No return lies in the base window.</exception>
    public static ScenarioGeneration Execute(
        DatabasePair databases, ScenarioRequest request, bool replace = false, int workers = 1, CancellationToken cancellation = default)
    {
        OptionRules.Require(request);
        var before = ScenarioStore.TryFind(databases.Runtime, request.SetId);
        if (before is not null && !replace && before.Request() != request)
        {
            throw new UserError(
                $"scenario set {request.SetId} ('{before.Name}') is stored already and was asked for otherwise: choose another name, or replace it with --replace");
        }

        var regime = RegimeEngine.Definition.Of(RegimeOptions.Default);
        var states = MarketLoader.LoadFor(
            databases, request.Markets[0], request.BaseDateEnd ?? DateOnly.MaxValue, [regime], workers, cancellation, ScenarioEngine.Reads);
        var set = ScenarioEngine.Generate(states.Market, request, request.RegimeFilter.Count > 0 ? states.Get(regime) : null);
        if (before?.ContentHash == set.ContentHash)
            return new ScenarioGeneration(set, 0, Replaced: false);

        var rows = 0L;
        databases.Runtime.InTransaction(unit => rows = ScenarioStore.Save(unit, set));
        return new ScenarioGeneration(set, rows, before is not null);
    }
}

/// <summary>How a request for a scenario set ended.</summary>
/// <param name="Set">The set as it now lies in the store.</param>
/// <param name="Rows">Rows written; 0 where the very same set was there already.</param>
/// <param name="Replaced">True where another set of the same id stood there before.</param>
public sealed record ScenarioGeneration(ScenarioSet Set, long Rows, bool Replaced)
{
    public string ScenarioSetId => Set.SetId;
}
