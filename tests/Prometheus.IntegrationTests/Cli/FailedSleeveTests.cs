using System.Globalization;
using Prometheus.Core.Time;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.IntegrationTests.Data;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>
/// A sleeve that buys one name alone, on credit, and sees it delisted for nothing has negative equity: no book can be built. The sleeve beside
/// it is none the worse.
/// </summary>
public sealed class FailedSleeveTests
{
    private static readonly DateOnly Delisted = new(2014, 3, 17);

    [Fact]
    public void A_failed_sleeve_keeps_its_row_and_reason_and_the_exit_code_is_four()
    {
        using var home = CampaignHome.Copy();
        AddFallingName(home);
        var campaign = home.Run("campaign", "run", Experiment(home)).Expect(4);

        var failed = Assert.Single(campaign.Lines, l => l.Contains(",ALL_IN,", StringComparison.Ordinal));
        var runId = failed.Split(',')[0];
        Assert.Equal($"{runId},ALL_IN,US_CORE_LONG_EQ,,,", failed);
        Assert.DoesNotContain(",,", Assert.Single(campaign.Lines, l => l.Contains(",US_CORE_LONG_EQ_H21,", StringComparison.Ordinal)), StringComparison.Ordinal);
        var reason = Assert.Single(campaign.Error.Split('\n'), l => l.StartsWith("sleeve ALL_IN failed: ", StringComparison.Ordinal))["sleeve ALL_IN failed: ".Length..];
        Assert.Contains("positive equity", reason, StringComparison.Ordinal);
        Assert.Equal("{\"error\":\"" + reason + "\"}", home.Run("sql", $"select metrics_json from backtest_runs where run_id = '{runId}'", "--format", "json").Expect(0).Output is var json
            ? System.Text.Json.JsonDocument.Parse(json).RootElement[0].GetProperty("metrics_json").GetString() : null);
        Assert.Contains(home.Run("backtest", "list", "--format", "csv").Expect(0).Lines, l => l.Contains(",ALL_IN,", StringComparison.Ordinal) && l.Contains(reason, StringComparison.Ordinal));
        foreach (var table in new[] { "backtest_daily_equity", "backtest_trades" })
            home.Run("data", "export", table, "--run-id", runId).Expect(3);
        Assert.Contains(reason, home.Run("backtest", "tearsheet", runId).Expect(2).Error, StringComparison.Ordinal);

        var times = WrittenTimes.Of(home.Settings);
        var again = home.Run("campaign", "run", Experiment(home)).Expect(4);
        Assert.Equal(campaign.Output, again.Output);
        Assert.Equal(times, WrittenTimes.Of(home.Settings));
    }

    private static void AddFallingName(ProgramHome home)
    {
        var text = new System.Text.StringBuilder(PriceFiles.AlphaVantageHeader).Append('\n');
        var dates = ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(2012, 1, 3), Delisted.AddDays(-1)).Select(s => s.Date).ToArray();
        for (var t = 0; t < dates.Length; t++)
        {
            // Opens far above its closes, so that what the close could pay for the open cannot.
            var close = 20 + (0.1 * (t % 7)) + (0.01 * t);
            text.Append(CultureInfo.InvariantCulture, $"FALL,{dates[t]:yyyy-MM-dd},{close * 1.5:F4},{close * 1.6:F4},{close * 0.99:F4},{close:F4},{close:F4},90000000,0,1\n");
        }

        home.Write("fall.csv", text.ToString());
        home.Write("fall-listing.csv", $"symbol,name,listed,delisted,delisting_return\nFALL,Falling Inc.,2010-01-04,{Delisted:yyyy-MM-dd},-1\n");
        home.Run("data", "import", "prices", "--file", "fall.csv", "--market", "US_EQ").Expect(0);
        home.Run("data", "import", "instruments", "--file", "fall-listing.csv", "--market", "US_EQ").Expect(0);
    }

    private static string Experiment(ProgramHome home)
    {
        var others = home.Run("sql", "select instrument_id from instruments where instrument_id <> 'FALL.US' order by 1", "--format", "csv").Expect(0).Lines[1..];
        return home.Write("experiment.yaml", $$"""
            market_id: US_EQ
            start: 2014-01-02
            end: 2014-06-30
            sleeves:
              - {{Journey.Sleeve(21)}}
              - sleeve: ALL_IN:US_CORE_LONG_EQ:US_EQ:ALL_IN_UNIVERSE:ALL_IN_PORTFOLIO:ALL_IN_ASSESS:21
                options:
                  risk: off
                  universe.excluded_instruments: [{{string.Join(", ", others)}}]
                  portfolio: {scheme: EQUAL_WEIGHT, name_cap: 1, sector_cap: 1, turnover_limit: 10}
                  simulator.allow_negative_cash: true
            """);
    }
}
