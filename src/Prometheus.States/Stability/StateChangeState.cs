using Prometheus.Core.Panels;

namespace Prometheus.States.Stability;

/// <summary>State-change risks on chosen sessions, per sector and class.</summary>
public sealed class StateChangeState
{
    private const int Classes = 5;

    private readonly int[] _sessions;
    private readonly int _groups;
    private readonly StateChangeRisk[] _risks;

    internal StateChangeState(StateChangeOptions options, int[] sessions, int groups, StateChangeRisk[] risks)
    {
        Options = options;
        _sessions = sessions;
        _groups = groups;
        _risks = risks;
    }

    public StateChangeOptions Options { get; }

    /// <summary>The rows it was computed for, ascending.</summary>
    public ReadOnlySpan<int> Sessions => _sessions;

    /// <param name="ordinal">Position in <see cref="Sessions"/>.</param>
    /// <param name="sector">Sector code; <see cref="CodePanel.None"/> is answered by the global matrix.</param>
    /// <param name="present">The class now.</param>
    public StateChangeRisk Of(int ordinal, byte sector, SoftTargetClass present)
    {
        var group = sector == CodePanel.None ? _groups - 1 : sector;
        return _risks[(((ordinal * _groups) + group) * Classes) + (int)present];
    }
}
