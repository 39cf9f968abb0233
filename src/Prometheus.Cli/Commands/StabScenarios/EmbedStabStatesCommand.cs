using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Embeddings.Numeric;
using Prometheus.Workflows.StabScenarios;

namespace Prometheus.Cli.Commands.StabScenarios;

internal static class EmbedStabStatesCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var asOf = CommonOptions.OptionalDate("--as-of", "session, or --start and --end (yyyy-MM-dd)");
        var start = CommonOptions.OptionalDate("--start", "first session of a range");
        var end = CommonOptions.OptionalDate("--end", "last session of a range");
        var market = new Option<string>("--market-id") { Description = "market", DefaultValueFactory = _ => "US_EQ", HelpName = "id" };
        var instruments = new Option<string[]>("--instrument-id") { Description = "only these names", HelpName = "id", AllowMultipleArgumentsPerToken = true };
        var limit = StabFlags.Limit("names");
        var offset = DeclaredOption.Of<StabStatesRequest, int>(nameof(StabStatesRequest.Offset), "--offset", "names left out before the first", "n");
        var stab = new Option<string>("--stab-model-id") { Description = "numeric model of the first branch", DefaultValueFactory = _ => NumericModels.BaseIdOf(NumericModel.Stability), HelpName = "id" };
        var profile = new Option<string?>("--profile-joint-model-id") { Description = "accepted and without effect: the space has no profile branch", HelpName = "id" };
        var joint = StabFlags.JointModel("--joint-model-id");
        var region = new Option<string?>("--region") { Description = "noted with each vector [the market's]", HelpName = "id" };
        return BackfillVerb.Build(
            host,
            name,
            "place names in the joint space of names, scenarios and books",
            $"{host.Line("embed", name)} --as-of 2022-12-30 --market-id US_EQ",
            "states",
            [asOf, start, end, market, instruments, limit, offset, stab, profile, joint, region],
            (call, databases, jobs) =>
            {
                var (from, to) = Range(call.Get(asOf), call.Get(start), call.Get(end));
                if (call.Get(profile) is { Length: > 0 } unused)
                    call.Say($"--profile-joint-model-id {unused} has no effect: the space has no profile branch");
                var request = new StabStatesRequest
                {
                    MarketId = call.Get(market),
                    Start = from,
                    End = to,
                    Instruments = call.Get(instruments) ?? [],
                    Limit = call.Get(limit),
                    Offset = call.Get(offset),
                    StabModelId = call.Get(stab),
                    JointModelId = call.Get(joint),
                    Region = call.Get(region),
                };
                return EmbedStabStates.Execute(databases, request, jobs);
            },
            outcome => StabFlags.Describe("names in the STAB space", outcome));
    }

    private static (DateOnly Start, DateOnly End) Range(DateOnly? asOf, DateOnly? start, DateOnly? end) => (asOf, start, end) switch
    {
        ({ } day, null, null) => (day, day),
        (null, { } from, { } to) when to >= from => (from, to),
        (null, { } from, { } to) => throw new UserError($"--end {to:yyyy-MM-dd} lies before --start {from:yyyy-MM-dd}"),
        _ => throw new UserError("expected either --as-of, or --start and --end"),
    };
}
