using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;
using Prometheus.Workflows.Stability;

namespace Prometheus.Cli.Commands.Stability;

internal static class StabBackfillCommand
{
    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        var entity = EntityTypeOption.Build();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var features = CommonOptions.Features();
        var profiles = new Option<string?>("--profiles") { Description = "profile model that says which names are weak, such as issuer-profile-v1 [none]", HelpName = "id" };
        return BackfillVerb.Build(
            host,
            StabilityEngine.Definition,
            "save the stability state of every name, sector or market on every session of a range",
            "prometheus stab backfill --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, entity, start, end, features, profiles],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                var kind = StabilityEntity.Parse(call.Get(entity));
                if (kind != StabilityEntity.Instrument && call.Get(profiles) is not null)
                    throw new UserError("profiles mark names: --profiles goes with --entity-type INSTRUMENT");
                var stability = StabilityOptions.Default with
                {
                    Features = call.Get(features),
                    Profiles = call.Get(profiles) is { } model ? new ProfileUse { ModelId = model } : null,
                };
                return BackfillStability.Execute(databases, call.Get(market), kind, from, to, stability, jobs);
            });
    }
}
