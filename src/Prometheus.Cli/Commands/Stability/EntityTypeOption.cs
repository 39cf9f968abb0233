using Prometheus.Workflows.Stability;

namespace Prometheus.Cli.Commands.Stability;

internal static class EntityTypeOption
{
    public static Option<string> Build() => new("--entity-type")
    {
        Description = "INSTRUMENT, SECTOR or MARKET",
        DefaultValueFactory = _ => StabilityEntity.Instrument,
        HelpName = "type",
    };
}
