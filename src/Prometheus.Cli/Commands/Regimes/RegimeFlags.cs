using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.States.Regimes;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary>What the commands about regimes spell alike.</summary>
internal static class RegimeFlags
{
    public static Option<string> Region() => new("--region") { Description = "US, EU or ASIA", DefaultValueFactory = _ => "US", HelpName = "region" };

    public static Option<bool> Replace() => new("--replace") { Description = "let another index take the place of the recorded one: what was computed before is then stale" };

    /// <exception cref="UserError">Another method.</exception>
    public static RegimeMethod MethodOf(string name) => Enum.TryParse<RegimeMethod>(name, ignoreCase: true, out var method) && !char.IsAsciiDigit(name[0])
        ? method
        : throw new UserError($"--method expects prototypes or hmm, found '{name}'");

    /// <summary>A region has one market: naming it is allowed, naming another is not.</summary>
    /// <exception cref="UserError">Another market, or an unknown region.</exception>
    public static void RequireMarket(string region, string? marketId)
    {
        var own = MarketCatalog.OfRegion(region).MarketId;
        if (marketId is not null && marketId != own)
            throw new UserError($"the market of region {region} is {own}, found --market {marketId}");
    }
}
