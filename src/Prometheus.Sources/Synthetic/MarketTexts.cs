using System.Globalization;
using Prometheus.Core.Identity;
using Prometheus.Core.Numerics;
using Prometheus.Sources.Texts;

namespace Prometheus.Sources.Synthetic;

/// <summary>
/// News of the market as a whole and dated events of the economy. Words follow the regime; everything depends on the seed and the number of
/// the session alone.
/// </summary>
internal sealed class MarketTexts(string marketId, SyntheticFactors climate, TextClock clock, long seed)
{
    private const ulong NumbersPerSession = 8;
    private const double ArticlesPerSession = 0.2;

    // About six weeks; two in the afternoon and half past eight in the morning, in minutes from the open.
    private const int MeetingEvery = 30;
    private const int MeetingOffset = 17;
    private const int MeetingMinute = 270;
    private const int PayrollsMinute = -60;

    private static readonly string[] Movers = ["Stocks", "Wall Street", "Equities", "Investors", "Traders"];
    private static readonly string[] Causes = ["bond yields", "trade figures", "inflation reports", "central bank remarks", "earnings season", "oil prices"];

    private readonly RandomStream _noise = SyntheticFactors.StreamOf(seed, "market-news");

    public IEnumerable<NewsRecord> News()
    {
        for (var t = 0; t < clock.Sessions; t++)
        {
            var at = (ulong)t * NumbersPerSession;
            if (_noise.UniformAt(at) >= ArticlesPerSession)
                continue;
            var moment = clock.Moment(t, _noise.UniformAt(at + 1), _noise.UniformAt(at + 2));
            var knownOn = clock.KnownOn(moment);
            if (knownOn <= clock.Last)
                yield return ArticleOn(t, at, moment, knownOn);
        }
    }

    public IEnumerable<MacroRecord> Events()
    {
        for (var t = 0; t < clock.Sessions; t++)
        {
            if (t % MeetingEvery == MeetingOffset && Event(t, "FOMC", MeetingMinute, Meeting(t)) is { } meeting)
                yield return meeting;
            if (IsPayrollsDay(t) && Event(t, "PAYROLLS", PayrollsMinute, Payrolls(t)) is { } payrolls)
                yield return payrolls;
        }
    }

    private NewsRecord ArticleOn(int t, ulong at, DateTimeOffset moment, DateOnly knownOn)
    {
        var regime = climate.RegimeOn(t);
        var mood = climate.MarketReturn(t) >= 0 ? "gain" : "fall";
        var headline = $"{StoryWords.Pick(Movers, _noise.UniformAt(at + 3))} {mood} amid {StoryWords.Regime(regime, _noise.UniformAt(at + 4))}";
        var body = $"Attention turned to {StoryWords.Pick(Causes, _noise.UniformAt(at + 5))} as {StoryWords.Regime(regime, _noise.UniformAt(at + 6))} set the tone.";
        return new NewsRecord(
            StableId.Of("news", marketId, SyntheticMarket.Source, $"market:{DateText(t)}"), moment, knownOn, SyntheticMarket.Source, "en", headline, body, []);
    }

    private MacroRecord? Event(int t, string type, int minute, string description)
    {
        var moment = clock.At(t, minute);
        var knownOn = clock.KnownOn(moment);
        return knownOn > clock.Last
            ? null
            : new MacroRecord(
                StableId.Of("macro", marketId, SyntheticMarket.Source, $"{type}:{DateText(t)}"), moment, knownOn, type, "US", description, SyntheticMarket.Source);
    }

    private string Meeting(int t)
    {
        var regime = climate.RegimeOn(t);
        var deed = regime.AnnualDrift < -0.3 ? "cuts its rate at once" : regime.AnnualDrift < 0 ? "lowers its rate by a quarter point" : regime.AnnualDrift > 0.15 ? "raises its rate by a quarter point" : "keeps its rate";
        return $"The committee {deed}; the statement speaks of {StoryWords.Regime(regime, _noise.UniformAt(((ulong)t * NumbersPerSession) + 7))}.";
    }

    private string Payrolls(int t)
    {
        var regime = climate.RegimeOn(t);
        var jobs = (int)(1000 * Math.Round(150 + (400 * regime.AnnualDrift) + (60 * _noise.NormalAt(((ulong)t * NumbersPerSession) + 7))));
        return string.Create(CultureInfo.InvariantCulture, $"Payrolls {(jobs < 0 ? "fell" : "rose")} by {Math.Abs(jobs)}; economists see {StoryWords.Regime(regime, _noise.UniformAt(((ulong)t * NumbersPerSession) + 6))}.");
    }

    /// <summary>The first Friday of its month that is a session.</summary>
    private bool IsPayrollsDay(int t)
    {
        if (clock[t].DayOfWeek != DayOfWeek.Friday)
            return false;
        var before = clock.SessionOn(clock[t].AddDays(-7));
        return clock[t].Day <= 7 || (clock[t].Day <= 14 && (before < 0 || clock[before] != clock[t].AddDays(-7)));
    }

    private string DateText(int t) => clock[t].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
