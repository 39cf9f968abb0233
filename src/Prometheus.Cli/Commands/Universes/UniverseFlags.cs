using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;
using Prometheus.Opinions.Universes;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;
using Prometheus.Workflows.Universes;

namespace Prometheus.Cli.Commands.Universes;

/// <summary>The flags of both universe backfills.</summary>
internal sealed class UniverseFlags
{
    private readonly Option<string> _region = new("--region") { Description = "US, EU or ASIA", DefaultValueFactory = _ => "US", HelpName = "region" };
    private readonly Option<DateOnly> _start = CommonOptions.Start();
    private readonly Option<DateOnly> _end = CommonOptions.End();
    private readonly Option<int> _size = DeclaredOption.Of<UniverseOptions, int>(nameof(UniverseOptions.MaximumSize), "--max-universe-size", "most members, 0 is no limit", "n");
    private readonly Option<double> _volume = DeclaredOption.Of<UniverseOptions, double>(nameof(UniverseOptions.MinimumAverageVolume), "--min-liquidity-adv", "least mean daily volume over 63 sessions, shares", "shares");
    private readonly Option<double> _price = DeclaredOption.Of<UniverseOptions, double>(nameof(UniverseOptions.MinimumPrice), "--min-price", "least last close", "price");
    private readonly Option<int> _sector = DeclaredOption.Of<UniverseOptions, int>(nameof(UniverseOptions.SectorMaximumNames), "--sector-max-names", "most members of one sector, 0 is no limit", "n");
    private readonly Option<double?> _fragility = DeclaredOption.Of<UniverseOptions, double?>(nameof(UniverseOptions.MaximumFragility), "--max-fragility", "leave out names with a higher fragility score, 0 to 1 [no limit]", "score");
    private readonly Option<string[]> _instruments = new("--exclude-instrument") { Description = "never admit this instrument; may be repeated", HelpName = "id" };
    private readonly Option<string[]> _issuers = new("--exclude-issuer") { Description = "never admit instruments of this issuer; may be repeated", HelpName = "id" };
    private readonly Option<string?> _profiles = new("--profiles") { Description = "profile model whose weak names are marked and left out where fragile, such as issuer-profile-v1 [none]", HelpName = "id" };
    private readonly Option<string[]> _screens = new("--screen") { Description = "what profiles must say of a member, once a screen: min-quality=0.5, max-leverage=3, min-margin=0, style=value:high", HelpName = "name=value" };
    private readonly Option<string?> _universe;
    private readonly BackfillVerb _verb = new("universe");

    public UniverseFlags(string defaultId)
        => _universe = new("--universe-id") { Description = $"id to save under [{defaultId}]", HelpName = "id" };

    public IEnumerable<Symbol> Symbols
        => [_region, _start, _end, _size, _volume, _price, _sector, _fragility, _instruments, _issuers, _profiles, _screens, _universe, .. _verb.Flags];

    public UniverseBackfillOptions Read(Invocation call)
    {
        var (start, end) = call.Range(_start, _end);
        var issuers = Ordered(call.Get(_issuers));
        return DeclaredOption.Checked(new UniverseBackfillOptions
        {
            Region = call.Get(_region),
            Start = start,
            End = end,
            UniverseId = call.Get(_universe),
            Stability = StabilityOptions.Default with { Profiles = call.Get(_profiles) is { } model ? new ProfileUse { ModelId = model } : null },
            Universe = UniverseOptions.Default with
            {
                MaximumSize = call.Get(_size),
                MinimumAverageVolume = call.Get(_volume),
                MinimumPrice = call.Get(_price),
                SectorMaximumNames = call.Get(_sector),
                MaximumFragility = call.Get(_fragility),
                ExcludedInstruments = [.. Ordered(call.Get(_instruments))],
                ProfileScreens = Screens(call),
                ExcludedIssuers = issuers.Length == 0 ? null : [.. issuers],
            },
        }, _region.Name);
    }

    /// <summary>Backfills and says what was written.</summary>
    public UniverseBackfillOutcome Run(Invocation call, UniverseBackfillOptions options)
    {
        var outcome = _verb.Run(call, (databases, jobs) => BackfillUniverse.Execute(databases, options, jobs));
        call.Say(Summary(options, outcome));
        return outcome;
    }

    private ProfileScreens? Screens(Invocation call)
    {
        var asked = call.Get(_screens) ?? [];
        if (call.Get(_profiles) is null)
            return asked.Length == 0 ? null : throw new UserError($"{_screens.Name} needs {_profiles.Name}");
        var screens = new ProfileScreens();
        foreach (var screen in asked)
        {
            var parts = screen.Split('=', 2);
            screens = (parts[0], parts.Length == 2 ? parts[1] : "") switch
            {
                ("min-quality", var value) => screens with { MinimumDataQuality = Number(screen, value) },
                ("max-leverage", var value) => screens with { MaximumLeverage = Number(screen, value) },
                ("min-margin", var value) => screens with { MinimumNetMargin = Number(screen, value) },
                ("style", var value) => screens with { Styles = [.. screens.Styles.Append(value).Order(StringComparer.Ordinal)] },
                _ => throw new UserError($"{_screens.Name} expects min-quality, max-leverage, min-margin or style, found '{screen}'"),
            };
        }

        return OptionRules.Require(screens, _ => _screens.Name);
    }

    private double Number(string screen, string value)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new UserError($"{_screens.Name} expects a number, found '{screen}'");

    /// <summary>What happened, for a person.</summary>
    private static string Summary(UniverseBackfillOptions options, UniverseBackfillOutcome outcome)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"universe {options.Id}: {outcome.Members.Done} years written with {outcome.Members.Rows} rows, {outcome.Members.Skipped} were there already; stability {outcome.Stability.Done} and scores {outcome.Scores.Done} years written");

    private static string[] Ordered(string[]? ids) => (ids ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
}
