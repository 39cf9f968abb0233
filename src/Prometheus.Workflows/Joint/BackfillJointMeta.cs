using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Joint;

/// <summary>Joins how each finished run was configured, the environment it went through and what came of it, as of its last session.</summary>
public static class BackfillJointMeta
{
    public const string Prefix = "RUN:";

    /// <exception cref="NothingMatchedError">No finished run in the selection.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        JointSpace space,
        MetaRequest request,
        JobContext jobs)
    {
        OptionRules.Require(request);
        var runs = RunStore.ReadEnded(databases.Runtime, request.Start ?? new DateOnly(1800, 1, 1), request.End ?? new DateOnly(2999, 12, 31))
            .Where(r => r.Error is null && (request.Strategies.Count == 0 || request.Strategies.Contains(r.StrategyId)))
            .Take(request.Limit ?? int.MaxValue)
            .ToArray();
        if (runs.Length == 0)
            throw new NothingMatchedError($"no finished run{(request.Strategies.Count == 0 ? "" : $" of {string.Join(", ", request.Strategies)}")} is stored in that range of end dates");
        var markets = runs.GroupBy(r => r.MarketId, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => new Lazy<RunEnvironments>(() => RunEnvironments.Load(databases, g.Key, g.Max(r => r.EndDate), jobs.Workers, jobs.Cancellation)),
            StringComparer.Ordinal);
        var task = new JointTask
        {
            Space = space,
            Key = "joint meta",
            Block = request.Strategies.Count == 0 ? "all" : string.Join(',', request.Strategies),
            OptionsHash = StableId.HashOf(request),
            EntityPrefix = Prefix,
            EntityKeys = [.. runs.Select(r => Prefix + r.RunId)],
            Load = (first, last) => Load(databases, space, runs.Where(r => r.EndDate >= first && r.EndDate <= last).ToArray(), markets),
        };
        return JointBackfill.Run(databases, task, runs.Min(r => r.EndDate), runs.Max(r => r.EndDate), jobs);
    }

    private static JointInputs Load(DatabasePair databases, JointSpace space, RunRow[] runs, Dictionary<string, Lazy<RunEnvironments>> markets)
    {
        using var digest = new InputDigest();
        // Of the metrics only those the vectors show: others join them later, and nothing here follows from those.
        foreach (var run in runs)
            digest.Add(run.RunId).Add(run.ConfigJson).Add(run.DataDigest).Add("outcome", run.EndDate, MetaSchema.Outcome(run.Metrics()));
        return new JointInputs(digest.Finish(), () => Join(databases, space, runs, markets));
    }

    private static IEnumerable<JointVector> Join(DatabasePair databases, JointSpace space, RunRow[] runs, Dictionary<string, Lazy<RunEnvironments>> markets)
    {
        var concatenation = space.Concatenation();
        foreach (var run in runs)
        {
            var environment = markets[run.MarketId].Value.Of(run, RunStore.ReadDaily(databases.Runtime, run.RunId));
            if (JointScope.Join(
                space,
                concatenation,
                Prefix + run.RunId,
                run.EndDate,
                [MetaSchema.Config(Fields(run.ConfigJson)), MetaSchema.Environment(environment), MetaSchema.Outcome(run.Metrics())],
                ("run_id", run.RunId),
                ("strategy_id", run.StrategyId),
                ("universe_id", run.UniverseId)) is { } row)
            {
                yield return row;
            }
        }
    }

    /// <summary>Leaves of the configuration by their path with dots; nulls are left out.</summary>
    private static SortedDictionary<string, string> Fields(string json)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        Add("", document.RootElement);
        return fields;

        void Add(string path, JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in element.EnumerateObject())
                        Add(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value);
                    break;
                case JsonValueKind.Array:
                    foreach (var (place, item) in element.EnumerateArray().Index())
                        Add(string.Create(CultureInfo.InvariantCulture, $"{path}[{place}]"), item);
                    break;
                case JsonValueKind.Null:
                    break;
                case JsonValueKind.Number:
                    fields[path] = element.GetDouble().ToString("R", CultureInfo.InvariantCulture);
                    break;
                default:
                    fields[path] = element.ToString();
                    break;
            }
        }
    }
}

/// <summary>Which finished runs get a vector.</summary>
public sealed record MetaRequest
{
    /// <summary>Only these strategies; empty is all.</summary>
    public EquatableList<string> Strategies { get; init; } = [];

    /// <summary>First end date; null is the first stored.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last end date; null is the last stored.</summary>
    public DateOnly? End { get; init; }

    /// <summary>At most so many runs, in the order of end date and id; null is all.</summary>
    [Range(1, 1e9, Unit = "runs")]
    public int? Limit { get; init; }
}
