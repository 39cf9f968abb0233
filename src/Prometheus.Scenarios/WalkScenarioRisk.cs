using Prometheus.Core.Markets;
using Prometheus.States.Regimes;

namespace Prometheus.Scenarios;

/// <summary>
/// Scenario risk during a walk: each decision's book is tried on the paths known at its close, so the numbers could have been had on that day.
/// </summary>
public sealed class WalkScenarioRisk
{
    private readonly Market _market;
    private readonly KnownScenarios[] _sets;

    /// <param name="regimes">Of the same market; needed only where a request filters by regime.</param>
    /// <exception cref="Core.Errors.UserError">A request that no set can be made from.</exception>
    public WalkScenarioRisk(Market market, IEnumerable<ScenarioRequest> requests, RegimeState? regimes = null)
    {
        _market = market;
        _sets = requests.Select(r => new KnownScenarios(market, r, regimes)).ToArray();
    }

    /// <summary>The ids of the sets, in the order of the results.</summary>
    public IReadOnlyList<string> SetIds => Array.ConvertAll(_sets, s => s.Request.SetId);

    /// <summary>
    /// What books of one session make on each set: [set][book], null in place of a set that nobody could know yet. Each set is drawn once,
    /// however many books there are.
    /// </summary>
    /// <param name="books">Columns of the market with their weights.</param>
    public ScenarioRisk[]?[] At(int session, IReadOnlyList<(int[] Instruments, double[] Weights)> books)
    {
        var results = new ScenarioRisk[]?[_sets.Length];
        for (var s = 0; s < results.Length; s++)
        {
            if (_sets[s].At(session) is not { } set)
                continue;
            set.RequireKnownBy(_market.Sessions[session]);
            results[s] = [.. books.Select(book => ScenarioRisk.Of(Array.ConvertAll(book.Instruments, i => _market.Instruments[i]), book.Weights, set))];
        }

        return results;
    }

    /// <summary>
    /// What the decisions of a run say of one set together: time mean and worst (smallest) of VaR and ES, and how many decisions had them.
    /// </summary>
    /// <param name="risks">One a decision; null where nothing was known yet.</param>
    public static IEnumerable<(string Key, double Value)> Aggregates(string setId, IReadOnlyList<ScenarioRisk?> risks)
    {
        var known = risks.OfType<ScenarioRisk>().Where(r => r.NumPaths > 0).ToArray();
        yield return ($"{setId}:scenario_var_95_mean", known.Length == 0 ? double.NaN : known.Average(r => r.Var95));
        yield return ($"{setId}:scenario_var_95_worst", known.Length == 0 ? double.NaN : known.Min(r => r.Var95));
        yield return ($"{setId}:scenario_es_95_mean", known.Length == 0 ? double.NaN : known.Average(r => r.Es95));
        yield return ($"{setId}:scenario_es_95_worst", known.Length == 0 ? double.NaN : known.Min(r => r.Es95));
        yield return ($"{setId}:scenario_num_decisions", known.Length);
    }
}
