using System.CommandLine;
using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Opinions.Lambda;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Lambda;

/// <summary><c>lambda backfill</c>, also <c>script backfill_opportunity_density</c>.</summary>
internal static class LambdaBackfillCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var markets = new Option<string[]>("--market") { Description = "market id, once a market [US_EQ]", DefaultValueFactory = _ => ["US_EQ"], HelpName = "id" };
        var lookback = DeclaredOption.Of<LambdaDensityOptions, int>(nameof(LambdaDensityOptions.LookbackSessions), "--lookback-days", "sessions of the volatility window", "n");
        var smallest = DeclaredOption.Of<LambdaDensityOptions, int>(nameof(LambdaDensityOptions.MinimumNames), "--min-cluster-size", "names a cluster needs", "n");
        var workers = CommonOptions.Workers();
        var output = TableOutput.File();
        return host.Command(
            name,
            "opportunity density λ of every cluster (market, sector, soft-target class) on every session",
            name == "backfill"
                ? "prometheus lambda backfill --start 2022-01-03 --end 2022-12-30 --output lambda.csv"
                : $"prometheus script {name} --start 2022-01-03 --end 2022-12-30 --market US_EQ --lookback-days 20 --min-cluster-size 5 --output lambda.csv",
            [start, end, markets, lookback, smallest, workers, output],
            call =>
            {
                var (from, to) = call.Range(start, end);
                using var databases = new DatabasePair(call.Settings);
                var options = LambdaDensityOptions.Default with { LookbackSessions = call.Get(lookback), MinimumNames = call.Get(smallest) };
                var found = BackfillLambda.Execute(databases, call.Get(markets), from, to, options, call.Workers(workers), call.Cancellation);
                if (found.ComputedSessions > 0)
                    call.Say($"on {found.ComputedSessions} sessions no soft-target class is stored; their classes were computed");
                return TableOutput.Write(
                    call,
                    call.Get(output),
                    BackfillLambda.Header,
                    found.Rows.Select(BackfillLambda.Cells),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"no cluster of {string.Join(", ", call.Get(markets))} has {options.MinimumNames} names with returns from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}"));
            });
    }
}
