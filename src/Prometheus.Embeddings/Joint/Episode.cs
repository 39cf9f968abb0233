using Prometheus.Core.Errors;

namespace Prometheus.Embeddings.Joint;

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
