using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Numeric;
using Prometheus.Workflows.Embeddings;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary><c>script backfill_numeric_embeddings</c>: chosen instruments, one session, one model.</summary>
internal static class EmbedNumericPlainCommand
{
    /// <summary>The predecessor's name of the flat encoder. It is stored as the flat form of a model, as every encoder is.</summary>
    private const string Simple = "numeric-simple-v1";

    public static Command Build(CommandHost host)
    {
        var asOf = CommonOptions.Date("--as-of", "session, or the last one before this date (yyyy-MM-dd)", required: true);
        var window = NumericFlags.Window();
        var marketId = new Option<string?>("--market-id") { Description = "market id, another spelling of --market", HelpName = "id" };
        var instrument = new Option<string[]>("--instrument-id") { Description = "instruments written [all]", AllowMultipleArgumentsPerToken = true, HelpName = "id" };
        var limit = NumericFlags.Limit();
        var offset = DeclaredOption.Of<NumericEmbeddingOptions, int>(nameof(NumericEmbeddingOptions.Offset), "--offset", "instruments passed over before the first one written", "n");
        var model = new Option<string>("--model-id") { Description = $"model id; {Simple} is the flat form of {NumericModels.BaseIdOf(NumericModel.Profile)}", DefaultValueFactory = _ => Simple, HelpName = "id" };
        var market = CommonOptions.Market();
        var verb = new BackfillVerb("vectors");
        return host.Command(
            "backfill_numeric_embeddings",
            "save window vectors of chosen instruments on one session by one model",
            "prometheus script backfill_numeric_embeddings --as-of 2022-12-30 --limit 10 --model-id num-stab-core-v1",
            [asOf, window, marketId, instrument, limit, offset, model, market, .. verb.Flags],
            call =>
            {
                var simple = call.Get(model) == Simple;
                var options = new NumericEmbeddingOptions
                {
                    MarketId = call.Get(marketId) ?? call.Get(market),
                    AsOf = call.Get(asOf),
                    Models = [simple ? NumericModel.Profile : NumericModels.Parse(call.Get(model))],
                    Numeric = NumericOptions.Default with { WindowSessions = call.Get(window), Encoder = simple ? NumericEncoder.Flat : NumericEncoder.Components },
                    Instruments = call.Get(instrument) is { Length: > 0 } ids ? ids : null,
                    Offset = call.Get(offset),
                    Limit = call.Get(limit),
                };
                return EmbedNumericCommand.Run(call, options, verb);
            });
    }
}
