using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.States.Regimes;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.States;
using Prometheus.Workflows.Data;

namespace Prometheus.Workflows.Joint;

/// <summary>
/// Joins mean regime embeddings and mean news before, during and after each episode of a list. An episode has a row as of its end and another when
/// the sessions after it are over. One unit.
/// </summary>
public static class BackfillJointEpisodes
{
    public const string Prefix = "EPISODE:";

    /// <exception cref="NothingMatchedError">No branch has a vector in any episode.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        JointSpace space,
        IReadOnlyList<Episode> episodes,
        string? language,
        JobContext jobs)
    {
        if (episodes.Count == 0)
            throw new NothingMatchedError("the list holds no episode");
        var inputs = Load(databases, space, episodes, new RegimeContextFilter(language, null, null), jobs.Cancellation);
        var keys = episodes.Select(e => Prefix + e.EpisodeId).Order(StringComparer.Ordinal).ToArray();
        var unit = new JobUnit(space.JointType, "all", StableId.Of(keys), StableId.HashOf(space), inputs.Digest);
        var range = new JointRange(new DateOnly(1800, 1, 1), new DateOnly(2999, 12, 31), Prefix, keys);
        return jobs.Run(databases.Historical, new Job<IReadOnlyList<JointVector>>
        {
            Key = $"joint episodes {space.ModelId}",
            Units = [unit],
            Compute = (_, _) => [.. inputs.Join()],
            Save = (transaction, _, vectors) => JointEmbeddingStore.Save(transaction, space, range, vectors),
            WhenNothing = () => JointEmbeddingStore.Count(databases.Historical, space.JointType, space.ModelId, Prefix, range.First, range.Last) > 0
                ? null
                : new NothingMatchedError($"no regime and no news is stored around any of the {episodes.Count} episodes; 'prometheus regime classify' makes regimes"),
        });
    }

    private static JointInputs Load(
        DatabasePair databases, JointSpace space, IReadOnlyList<Episode> episodes, RegimeContextFilter filter, CancellationToken cancellation)
    {
        using var digest = new InputDigest();
        var parts = new List<Func<IReadOnlyList<JointVector>>>();
        foreach (var episode in episodes.OrderBy(e => e.EpisodeId, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var market = MarketCatalog.OfRegion(episode.Region);
            var (first, last) = (episode.StartDate.AddDays(-3 * EpisodePhases.SessionsAround), episode.EndDate.AddDays(3 * EpisodePhases.SessionsAround));
            var regimes = RegimeStore.ReadEmbeddings(databases.Runtime, episode.Region, RegimeState.DefaultModelId, first, last);
            var news = SessionTexts.Read(databases.Historical, RegimeContextKind.News, space.Branches[space.IndexOf($"{JointSpaces.News}_{EpisodePhases.During}")].ModelId, market.MarketId, filter, first, last);
            digest.Add($"{episode}").Add("regime", regimes).Add("news", news);
            parts.Add(() => Join(space, episode, CalendarSessions.Of(market), regimes, news));
        }

        return new JointInputs(digest.Finish(), () => [.. parts.SelectMany(p => p())]);
    }

    private static List<JointVector> Join(
        JointSpace space, Episode episode, Core.Time.SessionAxis sessions, IReadOnlyList<StoredVector> regimes, IReadOnlyList<StoredVector> news)
    {
        var rows = new List<JointVector>();
        var known = regimes.Concat(news).Select(v => v.AsOf).DefaultIfEmpty(DateOnly.MinValue).Max();
        foreach (var view in EpisodeWindows.Of(episode, sessions, known))
        {
            var branches = new float[]?[space.Branches.Count];
            foreach (var (phase, window) in EpisodePhases.All.Zip([view.Pre, view.During, view.Post]))
            {
                branches[space.IndexOf($"{JointSpaces.Regime}_{phase}")] = Mean(regimes, window);
                branches[space.IndexOf($"{JointSpaces.News}_{phase}")] = Mean(news, window);
            }

            if (JointScope.Join(
                space,
                space.Concatenation(),
                Prefix + episode.EpisodeId,
                sessions[view.AsOf],
                branches,
                ("episode_id", episode.EpisodeId),
                ("label", episode.Label),
                ("region", episode.Region),
                ("start_date", Text(episode.StartDate)),
                ("end_date", Text(episode.EndDate))) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;

        float[]? Mean(IReadOnlyList<StoredVector> vectors, (int First, int Last)? window) => window is not { } w
            ? null
            : MeanVector.Of(vectors.Where(v => v.AsOf >= sessions[w.First] && v.AsOf <= sessions[w.Last]).Select(v => v.Vector));
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
