using System.Globalization;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Identity;
using Prometheus.Core.Numerics;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Texts;

namespace Prometheus.Sources.Synthetic;

/// <summary>
/// What is written of one company: about eight articles a year and one on each result, a filing with every report and a call
/// once a year. Its own products make its texts resemble each other; sector, regime and tone give the rest.
/// </summary>
internal sealed class CompanyTexts
{
    private const ulong NumbersPerSession = 12;
    private const double ArticlesPerSession = 8.0 / Year.Sessions;

    private readonly string _marketId;
    private readonly CompanyTraits _traits;
    private readonly SyntheticFactors _climate;
    private readonly TextClock _clock;
    private readonly RandomStream _noise;
    private readonly double[] _drifts;
    private readonly string[] _products;

    /// <param name="drifts">The yearly drift behind each session's return.</param>
    public CompanyTexts(string marketId, CompanyTraits traits, SyntheticFactors climate, TextClock clock, double[] drifts, long seed)
    {
        (_marketId, _traits, _climate, _clock, _drifts) = (marketId, traits, climate, clock, drifts);
        _noise = SyntheticFactors.StreamOf(seed, "news", traits.Symbol);
        var draw = SyntheticFactors.StreamOf(seed, "products", traits.Symbol);
        _products = [StoryWords.Product(draw), StoryWords.Product(draw), StoryWords.Product(draw)];
    }

    /// <param name="reports">What the company reported by the market's last session; each report of a quarter brings an article of its own.</param>
    public IEnumerable<NewsRecord> News(IEnumerable<StatementRecord> reports)
    {
        var results = reports.Where(r => r.Frequency == StatementFrequency.Quarterly).Select(r => _clock.SessionOn(r.ReportDate)).ToHashSet();
        for (var t = _traits.ListedAt; t < Math.Min(_clock.Sessions, _traits.ExitsAt); t++)
        {
            var at = (ulong)t * NumbersPerSession;
            if (_noise.UniformAt(at) >= ArticlesPerSession && !results.Contains(t))
                continue;
            var moment = _clock.Moment(t, _noise.UniformAt(at + 1), _noise.UniformAt(at + 2));
            var knownOn = _clock.KnownOn(moment);
            if (knownOn <= _clock.Last)
                yield return ArticleOn(t, at, moment, knownOn);
        }
    }

    public DocumentRecord Filing(StatementRecord report)
    {
        var (t, at) = PlaceOf(report);
        var type = report.Frequency == StatementFrequency.Annual ? "10-K" : "10-Q";
        var sector = _traits.SectorOn(t);
        var text = $"{_traits.Name} reports on {report.FiscalPeriod}. Business: {Product(at + 3)} and {Product(at + 4)} for {StoryWords.Sector(sector, _noise.UniformAt(at + 5))} "
            + $"and {StoryWords.Sector(sector, _noise.UniformAt(at + 6))}. Risk factors: {StoryWords.Regime(_climate.RegimeOn(t), _noise.UniformAt(at + 7))}. "
            + $"Management's discussion: the company {StoryWords.Deed(Tone(t, at + 8), _noise.UniformAt(at + 9))}; {Amount(report)}.";
        return DocumentOf(report, "filing", type, text);
    }

    public DocumentRecord Transcript(StatementRecord report)
    {
        var (t, at) = PlaceOf(report);
        var sector = _traits.SectorOn(t);
        var text = $"Good morning and welcome to the {report.FiscalPeriod} call of {_traits.Name}. {Product(at + 4)} {StoryWords.Deed(Tone(t, at + 8), _noise.UniformAt(at + 10))}, {Amount(report)}. "
            + $"On {StoryWords.Sector(sector, _noise.UniformAt(at + 11))} and {Product(at + 5)} we see {StoryWords.Regime(_climate.RegimeOn(t), _noise.UniformAt(at + 6))}. Questions, please.";
        return DocumentOf(report, "transcript", "", text);
    }

    private NewsRecord ArticleOn(int t, ulong at, DateTimeOffset moment, DateOnly knownOn)
    {
        var (sector, tone) = (_traits.SectorOn(t), Tone(t, at + 8));
        var headline = $"{_traits.Name} {StoryWords.Deed(tone, _noise.UniformAt(at + 9))} as {Product(at + 3)} meets {StoryWords.Sector(sector, _noise.UniformAt(at + 5))}";
        var body = $"{_traits.Name}, maker of {Product(at + 4)}, {StoryWords.Deed(tone, _noise.UniformAt(at + 10))}. "
            + $"{StoryWords.Sector(sector, _noise.UniformAt(at + 6))} and {StoryWords.Regime(_climate.RegimeOn(t), _noise.UniformAt(at + 7))} matter most for {_products[0]}.";
        var id = StableId.Of("news", _marketId, SyntheticMarket.Source, $"{_traits.Symbol}:{_clock[t].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        return new NewsRecord(id, moment, knownOn, SyntheticMarket.Source, "en", headline, body, [_traits.Symbol]);
    }

    private DocumentRecord DocumentOf(StatementRecord report, string kind, string type, string text) => new(
        StableId.Of(kind, _marketId, SyntheticMarket.Source, $"{_traits.Symbol}:{report.FiscalPeriod}"), report.Name, type, report.ReportDate, report.KnownOn, SyntheticMarket.Source, text);

    /// <summary>1 for good news, −1 for bad, 0 between.</summary>
    private int Tone(int t, ulong at)
    {
        var weight = PlantedTone.Default.DriftWeight;
        var tone = (weight * _drifts[t] / PlantedSignals.Default.DriftAnnualStandardDeviation) + (Math.Sqrt(1 - (weight * weight)) * _noise.NormalAt(at));
        return tone > PlantedTone.Default.Threshold ? 1 : tone < -PlantedTone.Default.Threshold ? -1 : 0;
    }

    private string Product(ulong at) => StoryWords.Pick(_products, _noise.UniformAt(at));

    private static string Amount(StatementRecord report)
        => string.Create(CultureInfo.InvariantCulture, $"revenue was {report.Values[StatementItem.Revenue] / 1e6:F0} million dollars");

    /// <summary>The session of a report; one before the market opens speaks of its first day.</summary>
    private (int Session, ulong Position) PlaceOf(StatementRecord report)
    {
        var t = Math.Clamp(_clock.SessionOn(report.ReportDate), _traits.ListedAt, Math.Min(_clock.Sessions, _traits.ExitsAt) - 1);
        return (t, ((ulong)t * NumbersPerSession) + (report.Frequency == StatementFrequency.Annual ? 1UL << 32 : 0));
    }
}

/// <summary>
/// What news say of the future: the tone of an article is <c>w·z + √(1 − w²)·noise</c>, z the company's drift in standard deviations on the
/// day it is written. Beyond ± the threshold its words are good or bad, between neutral.
/// </summary>
/// <param name="DriftWeight">w.</param>
/// <param name="Threshold">In standard deviations of the tone.</param>
public sealed record PlantedTone(double DriftWeight, double Threshold)
{
    public static PlantedTone Default { get; } = new(0.5, 0.43);
}
