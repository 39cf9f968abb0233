using Prometheus.Core.Errors;
using Prometheus.Core.Time;
using Prometheus.Embeddings.Joint;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Embeddings.Joint;

public sealed class EpisodeWindowsTests
{
    private static readonly SessionAxis Sessions = new(TinyMarket.Weekdays(200));

    [Fact]
    public void An_episode_is_seen_at_its_end_and_again_when_what_followed_is_over()
    {
        var episode = new Episode("E", "An episode", "US", Sessions[50], Sessions[60]);
        var views = EpisodeWindows.Of(episode, Sessions, Sessions[150]);
        Assert.Equal(new EpisodeWindows(60, (29, 49), (50, 60), null), views[0]);
        Assert.Equal(new EpisodeWindows(81, (29, 49), (50, 60), (61, 81)), views[1]);
    }

    [Fact]
    public void What_is_not_over_is_not_seen()
    {
        var episode = new Episode("E", "An episode", "US", Sessions[50], Sessions[60]);
        Assert.Empty(EpisodeWindows.Of(episode, Sessions, Sessions[59]));
        Assert.Single(EpisodeWindows.Of(episode, Sessions, Sessions[80]));
        Assert.Empty(EpisodeWindows.Of(new Episode("E", "", "US", new DateOnly(1998, 1, 1), new DateOnly(1998, 3, 1)), Sessions, Sessions[150]));
        Assert.Null(EpisodeWindows.Of(new Episode("E", "", "US", Sessions[0], Sessions[3]), Sessions, Sessions[150])[0].Pre);
    }

    [Fact]
    public void An_end_before_the_start_is_refused()
        => Assert.Throws<UserError>(() => new Episode("E", "", "US", Sessions[5], Sessions[4]).Check());
}
