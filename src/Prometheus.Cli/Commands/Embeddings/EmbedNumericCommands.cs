using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Numeric;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.Embeddings;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary>Window vectors by the numeric models.</summary>
internal static class EmbedNumericCommands
{
    /// <summary><c>embed numeric</c>, also <c>script backfill_numeric_embeddings_comprehensive</c>: all models on one session, on month ends, or on a range.</summary>
    public static Command Numeric(CommandHost host, string name)
    {
        var asOf = CommonOptions.OptionalDate("--as-of", "session, or the last one before this date (yyyy-MM-dd) [the last stored one]");
        var snapshots = DeclaredOption.Of<NumericEmbeddingOptions, int>(nameof(NumericEmbeddingOptions.Snapshots), "--temporal-snapshots", "sessions: the as-of one and the month ends before it", "n");
        var start = CommonOptions.OptionalDate("--start-date", "first date of a range, inclusive (yyyy-MM-dd)");
        var end = CommonOptions.OptionalDate("--end-date", "last date of a range, inclusive (yyyy-MM-dd)");
        var window = NumericFlags.Window();
        var market = CommonOptions.Market();
        var model = new Option<string[]>("--model") { Description = "model ids [all five]", AllowMultipleArgumentsPerToken = true, HelpName = "id" };
        var entity = new Option<string[]>("--entity-type") { Description = "INSTRUMENT, SECTOR, MARKET [INSTRUMENT]", AllowMultipleArgumentsPerToken = true, HelpName = "type" };
        var encoder = new Option<string>("--encoder") { Description = "components, or flat for the baseline", DefaultValueFactory = _ => "components", HelpName = "name" };
        var skip = new Option<bool>("--skip-existing") { Description = "pass over what is there with the same inputs; so it is without this too" };
        var dry = new Option<bool>("--dry-run") { Description = "count what would be written, write nothing" };
        var limit = NumericFlags.Limit();
        var verb = new BackfillVerb("vectors");
        return host.Command(
            name,
            "save window vectors of instruments, sectors and the market by the numeric models",
            host.CsvOnly ? $"prometheus script {name} --as-of 2022-12-30 --temporal-snapshots 3" : $"prometheus embed {name} --start-date 2022-01-03 --end-date 2022-12-30",
            [asOf, snapshots, start, end, window, market, model, entity, encoder, skip, dry, limit, .. verb.Flags],
            call =>
            {
                var options = new NumericEmbeddingOptions
                {
                    MarketId = call.Get(market),
                    AsOf = call.Get(asOf),
                    Start = call.Get(start),
                    End = call.Get(end),
                    Snapshots = call.Get(snapshots),
                    Models = call.Get(model) is { Length: > 0 } ids ? [.. ids.Distinct().Select(NumericModels.Parse)] : NumericModels.All,
                    EntityTypes = call.Get(entity) is { Length: > 0 } types ? [.. types.Select(t => t.ToUpperInvariant()).Distinct()] : ["INSTRUMENT"],
                    Numeric = NumericOptions.Default with { WindowSessions = call.Get(window), Encoder = EncoderOf(call.Get(encoder)) },
                    Limit = call.Get(limit),
                    DryRun = call.Get(dry),
                };
                if (call.Get(skip) && verb.Force(call))
                    throw new UserError("expected either --skip-existing or --force, found both");
                OptionRules.Require(options, path => path == "entity_types" ? entity.Name : null);
                Check(options);
                return Run(call, options, verb);
            });
    }

    internal static int Run(Invocation call, NumericEmbeddingOptions options, BackfillVerb verb)
    {
        var summaries = verb.Run(call, (databases, jobs) => EmbedNumeric.Execute(databases, options, jobs));
        call.Print(NumericFlags.TableOf(summaries, options.DryRun));
        if (summaries.All(s => s.Stored == 0))
            call.Say($"no entity has a window with enough returns after the first {options.Numeric.MinimumTraining} stored sessions of {options.MarketId}");
        return NumericFlags.CodeOf(summaries);
    }

    private static void Check(NumericEmbeddingOptions options)
    {
        if (options.Start is null != options.End is null)
            throw new UserError("expected --start-date and --end-date together");
        if (options.Start is not null && (options.AsOf is not null || options.Snapshots > 1))
            throw new UserError("expected either --start-date and --end-date, or --as-of and --temporal-snapshots");
        if (options.End < options.Start)
            throw new UserError($"--end-date {options.End:yyyy-MM-dd} lies before --start-date {options.Start:yyyy-MM-dd}");
    }

    private static NumericEncoder EncoderOf(string text)
        => Enum.TryParse<NumericEncoder>(text, ignoreCase: true, out var encoder) && Enum.IsDefined(encoder) && !char.IsAsciiDigit(text[0])
            ? encoder
            : throw new UserError($"--encoder expects components or flat, found '{text}'");

    /// <summary>The predecessor's name of the flat encoder. It is stored as the flat form of a model, as every encoder is.</summary>
    private const string Simple = "numeric-simple-v1";

    /// <summary><c>script backfill_numeric_embeddings</c>: chosen instruments, one session, one model.</summary>
    public static Command Plain(CommandHost host)
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
                return EmbedNumericCommands.Run(call, options, verb);
            });
    }

    public static Command Show(CommandHost host)
    {
        var asOf = CommonOptions.OptionalDate("--as-of", "last date counted (yyyy-MM-dd) [all]");
        return host.Command(
            "show",
            "count the stored window vectors by model, window and entity type",
            "prometheus embed show",
            [asOf],
            (call, databases) =>
            {
                var counts = NumericEmbeddingStore.Counts(databases.Historical, call.Get(asOf) ?? DateOnly.MaxValue);
                call.Print(new Table(
                    ["model_id", "window_spec", "entity_type", "vectors", "entities", "dates", "first_date", "last_date", "dim", "coverage", "fits"],
                    [.. counts.Select(c => new object?[] { c.ModelId, c.WindowSpec, c.EntityType, c.Vectors, c.Entities, c.Dates, c.FirstDate, c.LastDate, c.Dim, c.Coverage, c.Fits })]));
                if (counts.Count == 0)
                    call.Say("no vector is stored; 'prometheus embed numeric' makes them");
                return counts.Count > 0 ? ExitCode.Done : ExitCode.NothingMatched;
            });
    }
}
