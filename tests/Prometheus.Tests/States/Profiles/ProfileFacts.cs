using Prometheus.Core.Fundamentals;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.States.Profiles;

namespace Prometheus.Tests.States.Profiles;

/// <summary>Statements, news and texts of made-up issuers.</summary>
internal static class ProfileFacts
{
    public static Statement Income(StatementFrequency frequency, DateOnly end, DateOnly known, double revenue, double profit = double.NaN, double gross = double.NaN)
        => Of(StatementType.IncomeStatement, frequency, end, known, (StatementItem.Revenue, revenue), (StatementItem.NetIncome, profit), (StatementItem.GrossProfit, gross));

    public static Statement Balance(DateOnly end, DateOnly known, double assets, double liabilities, double equity, StatementFrequency frequency = StatementFrequency.Quarterly)
        => Of(
            StatementType.BalanceSheet,
            frequency,
            end,
            known,
            (StatementItem.TotalAssets, assets),
            (StatementItem.TotalLiabilities, liabilities),
            (StatementItem.Equity, equity),
            (StatementItem.SharesOutstanding, 10));

    public static Statement Of(StatementType type, StatementFrequency frequency, DateOnly end, DateOnly known, params (string Item, double Value)[] values)
        => new(
            "I", type, frequency, end, known, known, Assumed: false, PeriodStart: null, "", end.Year, "USD",
            values.Where(v => !double.IsNaN(v.Value)).ToDictionary(v => v.Item, v => v.Value, StringComparer.Ordinal), "test");

    /// <summary>One issuer a name, with quarters, restatements, news and filings at random; the second name belongs to the first issuer.</summary>
    public static IReadOnlyList<IssuerFacts> Random(Market market)
        => Enumerable.Range(0, market.Instruments.Count).Where(i => i != 1).Select(i => Random(market, i)).ToArray();

    /// <summary>What was known on or before a date.</summary>
    public static IReadOnlyList<IssuerFacts> Until(IReadOnlyList<IssuerFacts> issuers, DateOnly date) => issuers.Select(i => i with
    {
        Statements = [.. i.Statements.Where(s => s.KnownOn <= date)],
        News = [.. i.News.Where(n => n.Date <= date)],
        Texts = [.. i.Texts.Where(t => t.KnownOn <= date)],
    }).ToArray();

    private static IssuerFacts Random(Market market, int column)
    {
        var stream = new RandomStream("test", "profile facts", market.Instruments[column]);
        var statements = new List<Statement>();
        for (var quarter = 0; quarter < 14; quarter++)
        {
            var end = new DateOnly(2009, 3, 31).AddMonths(3 * quarter);
            var known = end.AddDays(20 + stream.NextInt(60));
            statements.Add(Income(StatementFrequency.Quarterly, end, known, 100 + (50 * stream.NextUniform()), 20 * stream.NextNormal(), 30));
            statements.Add(Balance(end, known, 500, 300 + (200 * stream.NextUniform()), 100 * stream.NextNormal()));
            if (stream.NextUniform() < 0.3)
                statements.Add(Income(StatementFrequency.Quarterly, end, known.AddDays(40), 90 + (50 * stream.NextUniform()), 5, 25));
        }

        var days = Enumerable.Range(0, market.Sessions.Count).Where(_ => stream.NextUniform() < 0.05).ToArray();
        return new IssuerFacts($"I{market.Instruments[column]}", column == 0 ? [0, 1] : [column])
        {
            Name = "name",
            Statements = statements,
            News = [.. days.Select(t => new NewsDay(market.Sessions[t], 1 + stream.NextInt(3)))],
            Texts = [.. days.Select(t => new TextReference((TextKind)stream.NextInt(3), $"text {t}", market.Sessions[t]))],
            NewsSince = market.Sessions[0],
        };
    }
}
