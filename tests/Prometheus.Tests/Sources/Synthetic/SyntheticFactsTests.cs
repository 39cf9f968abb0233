using Prometheus.Core.Fundamentals;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Sources.Synthetic;
using Xunit;

namespace Prometheus.Tests.Sources.Synthetic;

public sealed class SyntheticFactsTests
{
    private static readonly SyntheticMarketOptions Options = new() { Instruments = 12, Start = new DateOnly(2010, 1, 4), End = new DateOnly(2018, 6, 29), Seed = 11 };

    [Fact]
    public void The_first_names_do_not_depend_on_how_many_follow()
    {
        var few = Texts(Options);
        var known = few.ToHashSet(StringComparer.Ordinal);
        Assert.Equal(few, Texts(Options with { Instruments = 30 }).Where(known.Contains));
    }

    [Fact]
    public void A_later_end_only_appends()
        => Assert.Equal(Texts(Options), Texts(Options with { End = new DateOnly(2020, 12, 31) }, Options.End));

    [Fact]
    public void News_come_about_twelve_times_a_year_also_on_weekends_and_after_the_close()
    {
        var facts = FactsOf(Options);
        var (news, calendar) = (facts.SelectMany(f => f.News).ToArray(), ExchangeCalendars.Get("XNYS"));
        var years = facts.Length * 8.5;
        Assert.InRange(news.Count(n => n.Symbols.Count > 0) / years, 8, 14);
        Assert.All(news, n => Assert.Equal(DecisionCutOff.SessionOf(calendar, n.Timestamp), n.KnownOn));
        Assert.Contains(news, n => n.Timestamp.DayOfWeek == DayOfWeek.Saturday);
        Assert.Contains(news, n => n.KnownOn > DateOnly.FromDateTime(n.Timestamp.UtcDateTime));
        Assert.Equal(news.Length, news.Select(n => n.ArticleId).Distinct(StringComparer.Ordinal).Count());
        var macro = facts.SelectMany(f => f.Macro).ToArray();
        Assert.InRange(macro.Count(m => m.EventType == "FOMC"), 65, 75);
        Assert.InRange(macro.Count(m => m.EventType == "PAYROLLS"), 100, 103);
    }

    [Fact]
    public void Books_balance_are_reported_late_and_years_are_the_sum_of_their_quarters()
    {
        var statements = FactsOf(Options).SelectMany(f => f.Statements).ToArray();
        Assert.All(statements, s => Assert.True(s.PeriodEnd.AddDays(20) < s.ReportDate && s.ReportDate < s.KnownOn));
        Assert.All(
            statements.Where(s => s.Values.ContainsKey(StatementItem.TotalAssets)),
            s => Assert.Equal(s.Values[StatementItem.TotalAssets], s.Values[StatementItem.TotalLiabilities] + s.Values[StatementItem.Equity]));
        var first = statements.Where(s => s.Values.ContainsKey(StatementItem.TotalAssets)).ToLookup(s => (s.Name, s.Frequency, s.FiscalYear));
        var years = first.Where(g => g.Key.Frequency == StatementFrequency.Annual).ToArray();
        Assert.NotEmpty(years);
        foreach (var year in years)
        {
            var quarters = first[(year.Key.Name, StatementFrequency.Quarterly, year.Key.FiscalYear)].ToArray();
            Assert.Equal(quarters.Sum(q => q.Values[StatementItem.Revenue]), Assert.Single(year).Values[StatementItem.Revenue], 1e-3);
        }

        Assert.Contains(statements, s => !s.Values.ContainsKey(StatementItem.TotalAssets));
    }

    [Fact]
    public void Good_words_go_with_a_high_drift()
    {
        var market = SyntheticMarket.Create(Options with { Instruments = 60 }, MarketCatalog.Get("US_EQ"));
        var (good, bad) = (new List<double>(), new List<double>());
        foreach (var series in market.Series())
        {
            foreach (var article in market.FactsOf(series).News)
            {
                var from = Array.BinarySearch(series.Dates, article.KnownOn);
                if (from < 0 || from + 126 >= series.Dates.Length || series.Actions.Any(a => a.ExDate > series.Dates[from] && a.ExDate <= series.Dates[from + 126] && a.Value > 1))
                    continue;
                var list = article.Headline.Contains("beats", StringComparison.Ordinal) || article.Headline.Contains("raises", StringComparison.Ordinal) ? good
                    : article.Headline.Contains("misses", StringComparison.Ordinal) || article.Headline.Contains("cuts", StringComparison.Ordinal) ? bad : null;
                list?.Add(Math.Log(series.Close[from + 126] / series.Close[from]));
            }
        }

        Assert.True(good.Count > 300 && bad.Count > 300);
        Assert.True(good.Average() > bad.Average() + 0.01, $"{good.Average()} against {bad.Average()}");
    }

    [Fact]
    public void One_session_and_the_first_year_of_the_calendar_make_no_trouble()
    {
        _ = Texts(Options with { Start = new DateOnly(2020, 1, 2), End = new DateOnly(2020, 1, 2) });
        _ = Texts(Options with { Start = new DateOnly(1990, 1, 2), End = new DateOnly(1991, 12, 31) });
        _ = Texts(Options with { Start = new DateOnly(2040, 1, 3), End = new DateOnly(2040, 12, 31) });
    }

    private static SyntheticFacts[] FactsOf(SyntheticMarketOptions options)
    {
        var market = SyntheticMarket.Create(options, MarketCatalog.Get("US_EQ"));
        return [.. market.Series().Select(market.FactsOf).Append(market.MarketFacts())];
    }

    /// <summary>Everything as lines of text, what is known later than <paramref name="end"/> left out.</summary>
    private static List<string> Texts(SyntheticMarketOptions options, DateOnly? end = null)
    {
        var (last, lines) = (end ?? DateOnly.MaxValue, new List<string>());
        foreach (var facts in FactsOf(options))
        {
            lines.AddRange(facts.News.Where(n => n.KnownOn <= last).Select(CanonicalJson.SerializeToString));
            lines.AddRange(facts.Macro.Where(n => n.KnownOn <= last).Select(CanonicalJson.SerializeToString));
            lines.AddRange(facts.Filings.Where(n => n.KnownOn <= last).Select(CanonicalJson.SerializeToString));
            lines.AddRange(facts.Transcripts.Where(n => n.KnownOn <= last).Select(CanonicalJson.SerializeToString));
            lines.AddRange(facts.Statements.Where(n => n.KnownOn <= last).Select(CanonicalJson.SerializeToString));
        }

        return lines;
    }
}
