using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.Scenarios;
using Prometheus.Stores;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>
/// Saves where names stand in the joint space of stability and scenarios: their stored numeric vector beside the descriptor of their own window.
/// One unit a month.
/// </summary>
public static class EmbedStabStates
{
    private const string Prefix = "INSTRUMENT:";

    /// <exception cref="NothingMatchedError">No session or no numeric vector in the range.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        StabStatesRequest request,
        JobContext jobs)
    {
        OptionRules.Require(request);
        var market = MarketLoader.Load(
            databases, new MarketLoadOptions { MarketId = request.MarketId, End = request.End, Reads = VectorStates.StabFragility.Usual.Reads }, jobs.Cancellation);
        var (first, last) = (market.Sessions.FirstAtOrAfter(request.Start), market.Sessions.Count - 1);
        if (first > last)
            throw new NothingMatchedError(FormattableString.Invariant($"market {request.MarketId} has no session from {request.Start:yyyy-MM-dd} to {request.End:yyyy-MM-dd}"));
        var wanted = Wanted(market, request);
        var months = Months(databases.Historical, market, request, wanted, first, last);
        var space = JointSpaces.StabFragility.With(request.JointModelId, b => b.Name == JointSpaces.Stab ? b with { ModelId = request.StabModelId } : b);
        var issuers = InstrumentStore.ReadMarket(databases.Runtime, request.MarketId).ToDictionary(i => i.InstrumentId, i => i.IssuerId, StringComparer.Ordinal);
        var descriptor = new Lazy<ScenarioDescriptor>(() => ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, jobs.Workers, jobs.Cancellation));
        return jobs.Run(databases.Historical, new Job<List<JointVector>>
        {
            Key = $"embed stab-states {request.MarketId}",
            Units = [.. months.Keys],
            Compute = (unit, _) => Join(descriptor.Value, space, months[unit].Vectors, issuers, request.Region ?? market.Definition.Region),
            Save = (transaction, unit, vectors) => JointEmbeddingStore.Save(
                transaction,
                space,
                new JointRange(months[unit].First, months[unit].Last, Prefix, [.. wanted.Select(id => Prefix + id)]),
                vectors),
        });
    }

    /// <summary>The names of the request; bounds what is written, never what a fit sees.</summary>
    private static HashSet<string> Wanted(Market market, StabStatesRequest request)
    {
        foreach (var id in request.Instruments)
        {
            if (market.Instruments.IndexOf(id) < 0)
                throw new UserError($"market {request.MarketId} has no instrument {id} by {request.End:yyyy-MM-dd}");
        }

        IEnumerable<string> all = request.Instruments.Count > 0 ? request.Instruments.Order(StringComparer.Ordinal) : market.Instruments.Ids.ToArray();
        return all.Distinct(StringComparer.Ordinal).Skip(Math.Max(0, request.Offset)).Take(request.Limit ?? int.MaxValue).ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<JobUnit, Month> Months(Database historical, Market market, StabStatesRequest request, HashSet<string> wanted, int first, int last)
    {
        using var digest = new UnitDigest(market, VectorStates.StabFragility.Usual.Reads);
        var months = new Dictionary<JobUnit, Month>();
        var options = StableId.HashOf(new
        {
            request.StabModelId,
            request.JointModelId,
            request.Region,
            descriptor = ScenarioDescriptorOptions.Default,
            layout = DescriptorLayout.Id,
            names = StableId.HashOf(request.Instruments.Count == 0 && request.Limit is null && request.Offset == 0 ? [] : wanted.Order(StringComparer.Ordinal).ToArray()),
        });
        for (var t = first; t <= last; t++)
        {
            var end = t;
            while (end < last && (market.Sessions[end + 1].Year, market.Sessions[end + 1].Month) == (market.Sessions[t].Year, market.Sessions[t].Month))
                end++;
            var (from, to) = (market.Sessions[t], market.Sessions[end]);
            var vectors = NumericEmbeddingStore.Read(historical, request.StabModelId, ScenarioVectors.WindowSpec, "INSTRUMENT", from, to)
                .Where(v => wanted.Contains(v.EntityId)).ToArray();
            if (vectors.Length > 0)
            {
                var range = string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}..{to:yyyy-MM-dd}");
                months.Add(new JobUnit("stab states", range, request.MarketId, options, HashOf(digest.Through(end), vectors)), new Month(from, to, vectors));
            }

            t = end;
        }

        return months.Count > 0
            ? months
            : throw new NothingMatchedError(FormattableString.Invariant(
                $"no vector of {request.StabModelId} of a name of {request.MarketId} is stored from {market.Sessions[first]:yyyy-MM-dd} to {market.Sessions[last]:yyyy-MM-dd}; 'prometheus embed numeric --start-date {market.Sessions[first]:yyyy-MM-dd} --end-date {market.Sessions[last]:yyyy-MM-dd} --market {request.MarketId}' brings them"));
    }

    private static List<JointVector> Join(
        ScenarioDescriptor descriptor, JointSpace space, StoredVector[] vectors, Dictionary<string, string> issuers, string region)
    {
        var market = descriptor.Market;
        var concatenation = space.Concatenation();
        var joined = new List<JointVector>(vectors.Length);
        var row = new float[market.Instruments.Count * DescriptorLayout.Dimensions];
        foreach (var day in vectors.GroupBy(v => v.AsOf))
        {
            var present = descriptor.EncodeNames(market.Sessions.IndexOf(day.Key), row);
            foreach (var vector in day)
            {
                var column = market.Instruments.IndexOf(vector.EntityId);
                var own = column >= 0 && present[column] ? row.AsSpan(column * DescriptorLayout.Dimensions, DescriptorLayout.Dimensions).ToArray() : null;
                if (concatenation.Join([vector.Vector, own]) is not { } z)
                    continue;
                var scope = CanonicalJson.SerializeToString(new
                {
                    entity_type = "INSTRUMENT",
                    entity_id = vector.EntityId,
                    instrument_id = vector.EntityId,
                    issuer_id = issuers.GetValueOrDefault(vector.EntityId, ""),
                    region,
                    source = own is null ? "stab" : "stab+scenario",
                    as_of_date = day.Key,
                });
                joined.Add(new JointVector(Prefix + vector.EntityId, day.Key, z.Vector, z.Mask, z.Coverage, scope));
            }
        }

        return joined;
    }

    private static string HashOf(string marketDigest, StoredVector[] vectors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(marketDigest));
        foreach (var vector in vectors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"\n{vector.EntityId} {vector.AsOf:yyyy-MM-dd}")));
            hash.AppendData(MemoryMarshal.AsBytes(vector.Vector.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record Month(DateOnly First, DateOnly Last, StoredVector[] Vectors);
}

/// <summary>Which names are embedded on which sessions.</summary>
public sealed record StabStatesRequest
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    /// <summary>Only these names; empty is all that have a numeric vector.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>At most so many names, in id order; null is all.</summary>
    [Range(1, 1e9, Unit = "names")]
    public int? Limit { get; init; }

    /// <summary>Names left out before the first.</summary>
    [Range(0, 1e9, Unit = "names")]
    public int Offset { get; init; }

    /// <summary>The numeric model of the first branch.</summary>
    public required string StabModelId { get; init; }

    public string JointModelId { get; init; } = JointSpaces.StabFragility.ModelId;

    /// <summary>Noted with each vector; null is the market's own.</summary>
    public string? Region { get; init; }
}
