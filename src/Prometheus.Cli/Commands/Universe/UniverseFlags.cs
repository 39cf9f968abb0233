using System.CommandLine;
using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Engines.Universe;
using Prometheus.Workflows.Universes;

namespace Prometheus.Cli.Commands.Universe;

/// <summary>The flags of both universe backfills.</summary>
internal sealed class UniverseFlags
{
    private readonly Option<string> _region = new("--region") { Description = "US, EU or ASIA", DefaultValueFactory = _ => "US", HelpName = "region" };
    private readonly Option<DateOnly> _start = CommonOptions.Start();
    private readonly Option<DateOnly> _end = CommonOptions.End();
    private readonly Option<int> _size = new("--max-universe-size") { Description = "most members, 0 is no limit", DefaultValueFactory = _ => 200, HelpName = "n" };
    private readonly Option<double> _volume = new("--min-liquidity-adv") { Description = "least mean daily volume over 63 sessions, shares", DefaultValueFactory = _ => 100_000, HelpName = "shares" };
    private readonly Option<double> _price = new("--min-price") { Description = "least last close", DefaultValueFactory = _ => 1, HelpName = "price" };
    private readonly Option<int> _sector = new("--sector-max-names") { Description = "most members of one sector, 0 is no limit", DefaultValueFactory = _ => 0, HelpName = "n" };
    private readonly Option<double?> _fragility = new("--max-fragility") { Description = "leave out names with a higher fragility score, 0 to 1 [no limit]", HelpName = "score" };
    private readonly Option<string[]> _instruments = new("--exclude-instrument") { Description = "never admit this instrument; may be repeated", HelpName = "id" };
    private readonly Option<string[]> _issuers = new("--exclude-issuer") { Description = "never admit instruments of this issuer; may be repeated", HelpName = "id" };
    private readonly Option<string?> _universe;

    public UniverseFlags(string defaultId)
        => _universe = new("--universe-id") { Description = $"id to save under [{defaultId}]", HelpName = "id" };

    public Option<int?> Workers { get; } = CommonOptions.Workers();

    public Option<bool> Force { get; } = CommonOptions.Force();

    public IEnumerable<Symbol> Symbols
        => [_region, _start, _end, _size, _volume, _price, _sector, _fragility, _instruments, _issuers, _universe, Workers, Force];

    public UniverseBackfillOptions Read(Invocation call)
    {
        var (start, end) = call.Range(_start, _end);
        var issuers = Ordered(call.Get(_issuers));
        return new UniverseBackfillOptions
        {
            Region = call.Get(_region),
            Start = start,
            End = end,
            UniverseId = call.Get(_universe),
            Universe = UniverseOptions.Default with
            {
                MaximumSize = Guard.AtLeast(call.Get(_size), 0, "--max-universe-size"),
                MinimumAverageVolume = Guard.InRange(call.Get(_volume), 0, 1e15, "--min-liquidity-adv"),
                MinimumPrice = Guard.InRange(call.Get(_price), 0, 1e12, "--min-price"),
                SectorMaximumNames = Guard.AtLeast(call.Get(_sector), 0, "--sector-max-names"),
                MaximumFragility = call.Get(_fragility) is { } limit ? Guard.InRange(limit, 0, 1, "--max-fragility") : null,
                ExcludedInstruments = [.. Ordered(call.Get(_instruments))],
                ExcludedIssuers = issuers.Length == 0 ? null : [.. issuers],
            },
        };
    }

    /// <summary>What happened, for a person.</summary>
    public static string Summary(UniverseBackfillOptions options, UniverseBackfillOutcome outcome)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"universe {options.Id}: {outcome.Members.Done} years written with {outcome.Members.Rows} rows, {outcome.Members.Skipped} were there already; stability {outcome.Stability.Done} and scores {outcome.Scores.Done} years written");

    private static string[] Ordered(string[]? ids) => (ids ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
}
