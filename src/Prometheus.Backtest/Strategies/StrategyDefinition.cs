using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;

namespace Prometheus.Backtest.Strategies;

/// <summary>
/// A strategy of one's own as campaigns know it: an id, a version, the record its parameters are read into, and how it is made from them. The
/// parameters are an options record like those of the house: every number declares its <see cref="RangeAttribute"/>, every word its
/// <see cref="WordsAttribute"/>. What cannot be seen from outside is the code: whoever changes it so that equal parameters decide otherwise counts
/// the version up, as the house does with its semantics.
/// </summary>
public sealed class StrategyDefinition
{
    private readonly object _defaults;
    private readonly Func<object, IStrategy> _create;

    private StrategyDefinition(string id, int version, object defaults, Func<object, IStrategy> create)
    {
        Id = Guard.NotBlank(id, "the id of a strategy");
        Version = Guard.AtLeast(version, 1, "the version of a strategy");
        (_defaults, _create) = (defaults, create);
    }

    public string Id { get; }

    public int Version { get; }

    /// <param name="id">Names the strategy wherever runs are listed, compared and chosen.</param>
    /// <param name="version">From 1.</param>
    /// <param name="defaults">The parameters where nobody gives others.</param>
    /// <param name="create">Equal parameters make strategies that decide alike.</param>
    /// <exception cref="UserError">No id, a version below 1, or defaults outside the ranges they declare.</exception>
    public static StrategyDefinition Of<TParameters>(string id, int version, TParameters defaults, Func<TParameters, IStrategy> create)
        where TParameters : class
        => new(id, version, OptionRules.Require(defaults), parameters => create((TParameters)parameters));

    /// <summary>A strategy without parameters.</summary>
    public static StrategyDefinition Of(string id, int version, IStrategy strategy) => Of(id, version, NoParameters.Instance, _ => strategy);

    /// <summary>The strategy with its default parameters.</summary>
    public ConfiguredStrategy Configured() => Configure(_defaults);

    /// <exception cref="UserError">A parameter outside its range, or parameters of another strategy.</exception>
    public ConfiguredStrategy With<TParameters>(TParameters parameters)
        where TParameters : class
        => typeof(TParameters) == _defaults.GetType()
            ? Configure(parameters)
            : throw new UserError($"strategy {Id} takes its parameters as {_defaults.GetType().Name}, found {typeof(TParameters).Name}");

    /// <summary>The strategy of a stored run, made again from what was stored of it.</summary>
    /// <param name="known">The strategies that are at hand.</param>
    /// <exception cref="UserError">Its definition is not at hand, or another one than the run's.</exception>
    public static ConfiguredStrategy Restore(IReadOnlyList<StrategyDefinition> known, StrategyIdentity identity)
    {
        if (known.FirstOrDefault(d => d.Id == identity.Id) is not { } definition)
        {
            throw new UserError(
                $"strategy {identity.Id}, version {identity.Version}, is not part of this program: ask the one that defines it{(known.Count == 0 ? "" : $"; here are {string.Join(", ", known.Select(d => d.Id))}")}");
        }

        if (definition.Version != identity.Version)
            throw new UserError($"the run is of version {identity.Version} of strategy {identity.Id}, this program has version {definition.Version}");
        object parameters;
        try
        {
            parameters = JsonSerializer.Deserialize(identity.Parameters, definition._defaults.GetType(), CanonicalJson.Options)!;
        }
        catch (JsonException unreadable)
        {
            throw new UserError($"the parameters {identity.Parameters} are none of strategy {identity.Id}: {unreadable.Message}", unreadable);
        }

        var restored = definition.Configure(parameters);
        return restored.Identity.ContentDigest == identity.ContentDigest
            ? restored
            : throw new UserError(
                $"strategy {identity.Id} declares other parameters or reads other signals than it did for the run, under the same version {identity.Version}: expected content digest {identity.ContentDigest}, found {restored.Identity.ContentDigest}");
    }

    private ConfiguredStrategy Configure(object parameters)
    {
        var strategy = _create(OptionRules.Require(parameters));
        var values = CanonicalJson.SerializeToString(parameters);
        var digest = StableId.HashOf(new
        {
            Id,
            Version,
            Declared = OptionShape.Of(parameters.GetType()).Leaves().Select(leaf => new { leaf.Path, leaf.Member.Expectation }),
            Parameters = values,
            strategy.Needs,
        });
        return new ConfiguredStrategy(new StrategyIdentity(Id, Version, values, digest), strategy);
    }

    private sealed record NoParameters
    {
        public static NoParameters Instance { get; } = new();
    }
}

/// <summary>A strategy with its parameters, as a sleeve runs it in place of the house's; <see cref="StrategyDefinition"/> makes it.</summary>
/// <param name="Identity">What is stored of it.</param>
/// <param name="Strategy">What decides.</param>
public sealed record ConfiguredStrategy(StrategyIdentity Identity, IStrategy Strategy);

/// <summary>What a run remembers of the strategy it ran, where that is not the house's; part of the run id.</summary>
/// <param name="Id">Of the definition.</param>
/// <param name="Version">Of the definition.</param>
/// <param name="Parameters">Every parameter, as canonical JSON.</param>
/// <param name="ContentDigest">Hex SHA-256 of id, version, parameters with what they declare, and the signals that are read.</param>
public sealed record StrategyIdentity(string Id, int Version, string Parameters, string ContentDigest);
