using Prometheus.Jobs;
using Prometheus.States.Declarations;
using Prometheus.Stores.States;

namespace Prometheus.Workflows.States;

/// <summary>A state whose rows and verbs follow from its declaration.</summary>
public abstract class PanelState
{
    public abstract StateDefinition Definition { get; }

    /// <summary>Saves a range with the default options, one unit a calendar year.</summary>
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    public abstract JobOutcome Backfill(DatabasePair databases, string marketId, DateOnly start, DateOnly end, JobContext jobs);
}

/// <inheritdoc/>
/// <param name="stored">Reads what is known beside the market up to a date; null where nothing is read.</param>
/// <param name="digestThrough">Of that, as known by a date.</param>
internal sealed class PanelState<TOptions, TState>(
    StateDefinition<TOptions, TState> definition, Func<DatabasePair, DateOnly, IStoredInput>? stored = null, Func<IStoredInput, DateOnly, string>? digestThrough = null)
    : PanelState
    where TOptions : IEquatable<TOptions>
    where TState : class
{
    public override StateDefinition Definition => definition;

    public override JobOutcome Backfill(DatabasePair databases, string marketId, DateOnly start, DateOnly end, JobContext jobs)
    {
        var request = definition.Of(definition.Default);
        var input = stored?.Invoke(databases, end);
        var backfill = new StateBackfill(databases, marketId, start, end, [request], jobs, input is null ? [] : [input]);
        return backfill.Save(new StateSaving<TOptions, TState>(request, $"{definition.Command} {marketId}")
        {
            StoredDigest = input is null ? null : date => digestThrough!(input, date),
            Save = (transaction, state, sessions) => PanelStateStore.Save(transaction, backfill.Market, definition, request.Options, state, sessions),
        });
    }
}
