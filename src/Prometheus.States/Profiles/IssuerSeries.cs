using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;

namespace Prometheus.States.Profiles;

/// <summary>
/// Issuers as series, for the ISSUER form of <c>num-profile-core-v1</c>: the returns of each session's representative instrument, chosen on
/// the first session of its month, and what statements said then. Row t depends on rows and statements ≤ t only.
/// </summary>
public static class IssuerSeries
{
    private static readonly (string Name, Func<IssuerFundamentals, double> Of)[] Columns =
    [
        ("log_assets", f => f.TotalAssets > 0 ? ScalarMath.Log(f.TotalAssets) : double.NaN),
        ("log_leverage", f => f.Leverage >= 0 ? ScalarMath.Log(1 + f.Leverage) : double.NaN),
        ("negative_equity", f => f.NegativeEquity is { } negative ? negative ? 1 : 0 : double.NaN),
        ("gross_margin", f => f.GrossMargin),
        ("op_margin", f => f.OperatingMargin),
        ("net_margin", f => f.NetMargin),
        ("roe", f => f.ReturnOnEquity),
        ("revenue_growth", f => f.RevenueGrowth),
        ("accruals", f => f.Accruals),
        ("piotroski", f => f.Piotroski),
    ];

    /// <summary>The market's series with statements beside each instrument, to fit on, and the issuers' to encode.</summary>
    /// <param name="market">Closes and volumes loaded.</param>
    /// <param name="issuers">Ids ascending, each once.</param>
    /// <param name="options">Window of the representative, age of statements.</param>
    public static (MarketEntities Fitted, EntitySeries Issuers) Of(Market market, IReadOnlyList<IssuerFacts> issuers, ProfileOptions options)
    {
        var entities = MarketEntities.Of(market);
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var ofIssuers = Array.ConvertAll(Columns, _ => Empty(sessions * issuers.Count));
        var ofInstruments = Array.ConvertAll(Columns, _ => Empty(sessions * columns));
        var (returns, volumes) = (Empty(sessions * issuers.Count), Empty(sessions * issuers.Count));
        for (var k = 0; k < issuers.Count; k++)
        {
            var scribe = new IssuerProfileBuilder(market, issuers[k], options);
            var known = Statements(market, issuers[k], options);
            var representative = -1;
            for (var t = 0; t < sessions; t++)
            {
                if (t == 0 || market.Sessions[t].Month != market.Sessions[t - 1].Month || representative < 0)
                    representative = scribe.RepresentativeAt(t) ?? representative;
                if (representative >= 0)
                {
                    returns[(t * issuers.Count) + k] = entities.Instruments.LogReturns[t, representative];
                    volumes[(t * issuers.Count) + k] = entities.Instruments.LogDollarVolume![t, representative];
                }

                if (known[t] is not { } fundamentals)
                    continue;
                for (var f = 0; f < Columns.Length; f++)
                {
                    var value = Columns[f].Of(fundamentals);
                    ofIssuers[f][(t * issuers.Count) + k] = value;
                    foreach (var column in issuers[k].Columns)
                        ofInstruments[f][(t * columns) + column] = value;
                }
            }
        }

        return (
            entities.With(Features(ofInstruments, sessions, columns)),
            entities.Market with
            {
                EntityType = "ISSUER",
                Ids = [.. issuers.Select(i => i.IssuerId)],
                LogReturns = Panel.Adopt(returns, sessions, issuers.Count),
                LogDollarVolume = Panel.Adopt(volumes, sessions, issuers.Count),
                Extras = Features(ofIssuers, sessions, issuers.Count),
            });
    }

    /// <summary>What statements said on each session; looked up anew when one becomes known and, for its age, on a month's first session.</summary>
    private static IssuerFundamentals?[] Statements(Market market, IssuerFacts issuer, ProfileOptions options)
    {
        var (trailing, known) = (new TrailingStatements(issuer.Statements), new IssuerFundamentals?[market.Sessions.Count]);
        var counted = 0;
        for (var t = 0; t < known.Length; t++)
        {
            var date = market.Sessions[t];
            var isSame = trailing.KnownOn(date) == counted && t > 0 && date.Month == market.Sessions[t - 1].Month;
            known[t] = isSame ? known[t - 1] : FundamentalReader.On(trailing, date, options.MaximumStatementAgeDays);
            counted = trailing.KnownOn(date);
        }

        return known;
    }

    private static EntityFeature[] Features(double[][] values, int sessions, int columns)
        => [.. values.Select((v, f) => new EntityFeature(Columns[f].Name, Panel.Adopt(v, sessions, columns)))];

    private static double[] Empty(int length)
    {
        var values = new double[length];
        Array.Fill(values, double.NaN);
        return values;
    }
}
