using Prometheus.Core.Errors;
using Prometheus.Core.Time;

namespace Prometheus.Embeddings.Joint;

/// <summary>
/// The parts of an episode that are known as of a session, as first and last rows of an axis, both inclusive; null where a part has no session.
/// </summary>
/// <param name="AsOf">Row from whose close on the parts are known.</param>
/// <param name="Pre">The <see cref="EpisodePhases.SessionsAround"/> sessions before it.</param>
/// <param name="During">The episode itself.</param>
/// <param name="Post">The sessions after it; null while they are not over.</param>
public sealed record EpisodeWindows(int AsOf, (int First, int Last)? Pre, (int First, int Last)? During, (int First, int Last)? Post)
{
    /// <summary>
    /// Two views of an episode: as of its last session, without what followed, and as of the last session of what followed. An episode that the axis
    /// does not reach, or whose end lies beyond it, has none.
    /// </summary>
    /// <param name="end">Last date that is known: an episode that is not over by then is not an episode yet.</param>
    public static IReadOnlyList<EpisodeWindows> Of(Episode episode, SessionAxis sessions, DateOnly end)
    {
        var (first, last) = (sessions.FirstAtOrAfter(episode.StartDate), sessions.LastAtOrBefore(episode.EndDate));
        if (episode.EndDate > end || last < first || last < 0)
            return [];
        (int, int)? pre = first == 0 ? null : (Math.Max(0, first - EpisodePhases.SessionsAround), first - 1);
        var over = last + EpisodePhases.SessionsAround;
        var views = new List<EpisodeWindows> { new(last, pre, (first, last), null) };
        if (over < sessions.Count && sessions[over] <= end)
            views.Add(new EpisodeWindows(over, pre, (first, last), (last + 1, over)));
        return views;
    }
}

/// <summary>A named stretch of history of one region.</summary>
/// <param name="EpisodeId">Its id.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Region">For example US.</param>
/// <param name="StartDate">First day.</param>
/// <param name="EndDate">Last day.</param>
public sealed record Episode(string EpisodeId, string Label, string Region, DateOnly StartDate, DateOnly EndDate)
{
    /// <exception cref="UserError">An empty id or region, or an end before the start.</exception>
    public void Check()
    {
        Guard.NotBlank(EpisodeId, "episode_id");
        Guard.NotBlank(Region, $"the region of episode {EpisodeId}");
        if (EndDate < StartDate)
            throw new UserError($"episode {EpisodeId} ends on {EndDate:yyyy-MM-dd}, before it starts on {StartDate:yyyy-MM-dd}");
    }
}
