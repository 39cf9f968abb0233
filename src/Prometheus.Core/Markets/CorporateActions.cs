using Prometheus.Core.Errors;

namespace Prometheus.Core.Markets;

/// <summary>All corporate actions of a market, ordered by session, then instrument; at most one record a cell.</summary>
public sealed class CorporateActions
{
    private readonly CorporateAction[] _actions;
    private readonly int[] _firstOfSession;

    /// <param name="actions">Any order; two records of one cell are a <see cref="DataError"/>.</param>
    public CorporateActions(IEnumerable<CorporateAction> actions, int sessions)
    {
        _actions = actions.OrderBy(a => a.Session).ThenBy(a => a.Instrument).ToArray();
        _firstOfSession = new int[sessions + 1];
        var next = 0;
        for (var s = 0; s <= sessions; s++)
        {
            while (next < _actions.Length && _actions[next].Session < s)
                next++;
            _firstOfSession[s] = next;
        }

        for (var i = 1; i < _actions.Length; i++)
        {
            if (_actions[i].Session == _actions[i - 1].Session && _actions[i].Instrument == _actions[i - 1].Instrument)
                throw new DataError($"two corporate actions share session {_actions[i].Session} and instrument column {_actions[i].Instrument}");
        }
    }

    public static CorporateActions None(int sessions) => new([], sessions);

    public ReadOnlySpan<CorporateAction> All => _actions;

    /// <summary>The actions whose ex-date is <paramref name="session"/>.</summary>
    public ReadOnlySpan<CorporateAction> On(int session)
        => _actions.AsSpan(_firstOfSession[session], _firstOfSession[session + 1] - _firstOfSession[session]);
}

/// <summary>
/// What one instrument distributes on an ex-date. The split comes first, the dividend is cash per new share.
/// </summary>
/// <param name="Session">Row of the ex-date; an ex-date that is no session is carried to the next one.</param>
/// <param name="Instrument">Column.</param>
/// <param name="SplitRatio">New shares per old share; 1 where there is no split.</param>
/// <param name="Dividend">Cash per new share; 0 where there is none.</param>
public readonly record struct CorporateAction(int Session, int Instrument, double SplitRatio, double Dividend);
