using System.Globalization;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Stores;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>Puts stored corporate actions onto the cells of a market.</summary>
internal static class ActionAssembly
{
    /// <summary>
    /// An ex-date that is no session moves to the next one; actions that meet in one cell follow each other by ex-date, split first. What a
    /// price basis already contains is left out: splits unless the levels are raw, everything where they are fully adjusted.
    /// </summary>
    /// <param name="actions">With ex-dates up to the end of the slice.</param>
    public static CorporateActions Assemble(
        IEnumerable<ActionRecord> actions, SessionAxis sessions, InstrumentAxis instruments, IReadOnlyList<PriceBasis> basis)
    {
        var cells = new Dictionary<(int Session, int Instrument), CorporateAction>();
        foreach (var action in actions.OrderBy(a => a.ExDate).ThenByDescending(a => a.Kind, StringComparer.Ordinal))
        {
            var column = instruments.IndexOf(action.InstrumentId);
            var session = sessions.FirstAtOrAfter(action.ExDate);
            if (column < 0 || session == sessions.Count || action.ExDate < sessions[0] || IsContained(action, basis[column]))
                continue;
            var before = cells.GetValueOrDefault((session, column), new CorporateAction(session, column, 1, 0));
            cells[(session, column)] = Then(before, action);
        }

        return new CorporateActions(cells.Values, sessions.Count);
    }

    private static bool IsContained(ActionRecord action, PriceBasis basis)
        => basis == PriceBasis.FullyAdjusted || (basis == PriceBasis.SplitAdjusted && action.Kind == ActionRecord.Split);

    /// <summary>One old share holds n shares and n·d of cash; both stay as they are when a later split turns n into n·s.</summary>
    private static CorporateAction Then(CorporateAction before, ActionRecord action) => action.Kind switch
    {
        ActionRecord.Split => before with { SplitRatio = before.SplitRatio * action.Value, Dividend = before.Dividend / action.Value },
        ActionRecord.Dividend => before with { Dividend = before.Dividend + action.Value },
        _ => throw new DataError(string.Create(
            CultureInfo.InvariantCulture, $"corporate action of {action.InstrumentId} on {action.ExDate:yyyy-MM-dd} has unknown kind '{action.Kind}'")),
    };
}
