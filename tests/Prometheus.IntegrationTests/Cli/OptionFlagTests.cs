using System.CommandLine;
using Prometheus.Cli;
using Prometheus.Cli.Commands;
using Prometheus.Cli.Hosting;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>Every numeric flag of every command takes its range from an options record, and says so.</summary>
public sealed class OptionFlagTests
{
    [Fact]
    public void A_numeric_flag_refuses_what_is_below_above_or_no_number()
    {
        var root = CommandTree.Build(new CommandHost(TextWriter.Null, TextWriter.Null, CancellationToken.None));
        var flags = Flags(root, []).ToArray();
        Assert.True(flags.Length > 70, $"{flags.Length} numeric flags");
        Assert.Empty(from flag in flags
                     from value in new[] { "-1e300", "1e300", "NaN", "Infinity", "many", "1.5.2" }
                     let errors = root.Parse([.. flag.Path, $"{flag.Option.Name}={value}"]).Errors.Select(e => e.Message)
                     where !errors.Any(e => e.StartsWith($"{flag.Option.Name} expects ", StringComparison.Ordinal) && e.EndsWith($"found '{value}'", StringComparison.Ordinal))
                     select $"{string.Join(' ', flag.Path)} {flag.Option.Name}={value}");
    }

    [Theory]
    [InlineData("scenario generate --name x --markets US_EQ --num-paths=0", "--num-paths expects a whole number from 1 to 1000000 (paths), found '0'")]
    [InlineData("scenario generate --name x --markets US_EQ --regime-filter STORM", "--regime-filter: option 'regime_filter' expects a list, each one of CRISIS, RISK_OFF, CARRY, NEUTRAL, found 'STORM'")]
    [InlineData("scenario generate --name x --markets US_EQ --base-date-start 2020-01-02 --base-date-end 2019-01-02", "--base-date-end: option 'base_date_end' lies before base_date_start 2020-01-02, found 2019-01-02")]
    [InlineData("universe backfill --start 2020-01-02 --end 2020-12-31 --max-universe-size=-3", "--max-universe-size expects a whole number from 0 to 100000 (names), found '-3'")]
    [InlineData("universe backfill --start 2020-01-02 --end 2020-12-31 --region MARS", "--region: option 'region' expects one of US, EU, ASIA, found 'MARS'")]
    [InlineData("profile build --start 2020-01-02 --end 2020-12-31 --frequency yearly", "--frequency: option 'frequency' expects one of daily, weekly, monthly, every:N, found 'yearly'")]
    [InlineData("campaign v0 --start 2020-01-02 --end 2020-12-31 --lambda-weight=NaN", "--lambda-weight expects a number from 0 to 1000 (points), found 'NaN'")]
    [InlineData("campaign v0 --start 2020-01-02 --end 2020-12-31 --train-end 2021-01-04", "--train-end: option 'train_end' must lie between 2020-01-02 and 2020-12-31, found 2021-01-04")]
    [InlineData("backtest campaign --market-id US_EQ --start 2020-01-02 --end 2020-12-31 --sleeve a:b:US_EQ:u:p:x:5 --set rebalance_phase=7", "--set: option 'rebalance_phase' must be below 5 where rebalance is 'weekly', found 7")]
    [InlineData("backtest campaign --market-id US_EQ --start 2020-01-02 --end 2020-12-31 --sleeve a:b:US_EQ:u:p:x:5 --rebalance yearly", "--rebalance: option 'rebalance' expects one of daily, weekly, monthly, every:N, found 'yearly'")]
    [InlineData("backtest campaign --market-id US_EQ --start 2020-01-02 --end 2020-12-31 --sleeve a:b:US_EQ:u:p:x:5 --regime-rules CRISIS=2", "--regime-rules: option 'crisis' expects a number from 0 to 1 (fraction of the wanted weights), found 2")]
    [InlineData("universe backfill --start 2020-01-02 --end 2020-12-31 --profiles issuer-profile-v1 --screen min-quality=2", "--screen: option 'minimum_data_quality' expects a number from 0 to 1 (fraction), or off, found 2")]
    public void A_mistake_names_its_flag_and_leaves_no_store(string command, string says)
    {
        using var output = new StringWriter();
        using var said = new StringWriter();
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        Assert.Equal(ExitCode.BadInput, Application.Run([.. command.Split(' '), "--home", folder], output, said));

        Assert.StartsWith($"error: {says}", said.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private static IEnumerable<(string[] Path, Option Option)> Flags(Command command, string[] path)
    {
        foreach (var option in command.Options.Where(o => Nullable.GetUnderlyingType(o.ValueType) is var bare && (bare ?? o.ValueType) is var type
            && (type == typeof(int) || type == typeof(long) || type == typeof(double))))
            yield return (path, option);
        foreach (var below in command.Subcommands.SelectMany(sub => Flags(sub, [.. path, sub.Name])))
            yield return below;
    }
}
