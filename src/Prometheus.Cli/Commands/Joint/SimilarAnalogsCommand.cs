using System.CommandLine;
using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>
/// <c>similar analogs</c>: earlier sessions of the same entity that resemble one, with what followed each; below them the mean outcome and its
/// bootstrap band.
/// </summary>
internal static class SimilarAnalogsCommand
{
    public static Command Build(CommandHost host)
    {
        var model = new Option<string>("--model-id") { Description = "id of a numeric or joint model", DefaultValueFactory = _ => "num-regime-core-v1", HelpName = "id" };
        var type = new Option<string>("--entity-type") { Description = "INSTRUMENT, ISSUER, MARKET or REGION", DefaultValueFactory = _ => "INSTRUMENT", HelpName = "type" };
        var id = new Option<string>("--entity-id", "--instrument-id") { Description = "whose analogs", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var market = JointOptions.Market();
        var window = DeclaredOption.Of<AnalogQuestion, int>(nameof(AnalogQuestion.WindowDays), "--window-days", "sessions of a window: analogs do not share days", "n");
        var topK = DeclaredOption.Of<AnalogQuestion, int>(nameof(AnalogQuestion.Count), "--top-k", "analogs", "n");
        var tolerance = DeclaredOption.Of<AnalogQuestion, int>(nameof(AnalogQuestion.ToleranceDays), "--asof-tolerance", "where the date has no vector: the last one at most so many calendar days before", "days");
        return host.Command(
            "analogs",
            "earlier sessions of the same entity that resemble one, and what followed",
            "prometheus similar analogs --instrument-id SYN001.US --as-of 2022-06-01",
            [id, type, asOf, model, market, window, topK, tolerance],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var answer = FindAnalogs.Execute(
                    databases,
                    new AnalogQuestion
                    {
                        MarketId = call.Get(market),
                        ModelId = call.Get(model),
                        EntityType = call.Get(type).ToUpperInvariant(),
                        EntityId = call.Get(id),
                        AsOf = call.Get(asOf),
                        ToleranceDays = call.Get(tolerance),
                        WindowDays = call.Get(window),
                        Count = call.Get(topK),
                    },
                    call.Cancellation);
                call.Print(new Table(Columns, [.. Rows(answer)]));
                return ExitCode.Done;
            });
    }

    private static TableColumn[] Columns =>
    [
        new("row"), new("as_of_date"), new("cosine", "F6"), new("euclidean", "F6"),
        .. AnalogOutcome.Horizons.SelectMany(h => (TableColumn[])[Outcome("return", h), Outcome("volatility", h), Outcome("drawdown", h)]),
    ];

    private static TableColumn Outcome(string what, int horizon) => new(string.Create(CultureInfo.InvariantCulture, $"{what}_{horizon}d"), "F6", "P1");

    private static IEnumerable<object?[]> Rows(AnalogAnswer answer)
    {
        foreach (var (place, analog) in answer.Analogs.Index())
            yield return [(place + 1).ToString(CultureInfo.InvariantCulture), analog.AsOf, analog.Cosine, analog.Distance, .. analog.Outcomes.SelectMany(o => (object?[])[o.Return, o.Volatility, o.Drawdown])];
        yield return Band("mean", b => b.Mean);
        yield return Band("low_5", b => b.Low);
        yield return Band("high_95", b => b.High);

        object?[] Band(string name, Func<AnalogBand, double> value)
            => [name, null, null, null, .. answer.Bands.SelectMany(b => (object?[])[value(b.Return), value(b.Volatility), value(b.Drawdown)])];
    }
}
