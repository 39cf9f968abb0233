using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Stores.Embeddings;

/// <summary>Joint vectors ⇄ the rows behind <c>joint_embeddings</c>, and the branches of their spaces ⇄ <c>joint_spaces</c>.</summary>
public static class JointEmbeddingStore
{
    private static readonly TableShape Spaces = new(
        "joint_spaces", keyColumns: 2, Column.Text("joint_type"), Column.Text("model_id"), Column.Json("branches"));

    private static readonly TableShape Vectors = new(
        "joint_vectors",
        keyColumns: 4,
        Column.Text("joint_type"),
        Column.Text("model_id"),
        Column.Date("as_of_date"),
        Column.Text("entity_key"),
        Column.Json("entity_scope"),
        Column.Integer("branch_mask"),
        Column.Real("coverage"),
        Column.Integer("dim"),
        Column.Blob("vector"),
        Column.Text("shared_by"),
        Column.Narrow("shared_at"));

    private static readonly TableShape Parts = new(
        "joint_shared_parts",
        keyColumns: 4,
        Column.Text("joint_type"),
        Column.Text("model_id"),
        Column.Date("as_of_date"),
        Column.Text("shared_by"),
        Column.Blob("part"));

    private const string OfTheSpace = "joint_type = @type AND model_id = @model";

    private const string Columns =
        "SELECT entity_key, as_of_date, vector, branch_mask, coverage, CAST(entity_scope AS TEXT) FROM joint_embeddings WHERE " + OfTheSpace;

    /// <summary>Makes a range of a space hold exactly these vectors; the space itself is remembered with its branches. Returns the rows written.</summary>
    /// <param name="unit">Of the historical database.</param>
    /// <param name="vectors">Of the range, in any order, each key once.</param>
    /// <exception cref="DataError">The space is stored with other branches.</exception>
    public static long Save(DatabaseTransaction unit, JointSpace space, JointRange range, IEnumerable<JointVector> vectors)
        => SaveOrdered(unit, space, range, vectors.OrderBy(v => v.AsOf).ThenBy(v => v.EntityKey, StringComparer.Ordinal));

    /// <summary>The same for vectors that come in the order of the table, by date, then entity key: they are written while they are made.</summary>
    public static long SaveOrdered(DatabaseTransaction unit, JointSpace space, JointRange range, IEnumerable<JointVector> vectors)
    {
        SaveSpace(unit, space);
        return unit.Replace(Vectors, KeysOf(space, range), rows =>
        {
            foreach (var v in vectors)
                Begin(rows, space, v).Blob(VectorBytes.Of(v.Vector)).Null().Null().EndRow();
        });
    }

    /// <summary>
    /// The same of a space in which all names of a region have one branch in common: it is stored once a date and region. A vector whose branch
    /// differs from the one that is stored, because other names still need that, is stored whole.
    /// </summary>
    /// <param name="shared">The branch, and the region of all vectors.</param>
    public static long SaveOrdered(DatabaseTransaction unit, JointSpace space, JointRange range, IEnumerable<JointVector> vectors, SharedBranch shared)
    {
        SaveSpace(unit, space);
        Clear(unit, space, range);
        var parts = ReadParts(unit, space, range, shared.Region);
        var stored = parts.Count;
        var (start, length) = BytesOf(space, shared.Branch);
        var written = unit.Insert(Vectors, rows =>
        {
            foreach (var v in vectors)
            {
                var bytes = VectorBytes.Of(v.Vector);
                var part = bytes.Slice(start, length);
                if (!parts.TryGetValue(v.AsOf, out var known))
                    parts.Add(v.AsOf, known = part.ToArray());
                Begin(rows, space, v);
                if (part.SequenceEqual(known))
                    rows.Blob([.. bytes[..start], .. bytes[(start + length)..]]).Text(shared.Region).Narrow(start).EndRow();
                else
                    rows.Blob(bytes).Null().Null().EndRow();
            }
        });
        unit.Insert(Parts, rows =>
        {
            foreach (var (date, part) in parts.Skip(stored))
                rows.Text(space.JointType).Text(space.ModelId).Date(date).Text(shared.Region).Blob(part).EndRow();
        });
        return written;
    }

    private static RowWriter Begin(RowWriter rows, JointSpace space, JointVector v)
        => rows.Text(space.JointType).Text(space.ModelId).Date(v.AsOf).Text(v.EntityKey).Json(v.ScopeJson)
            .Integer(v.BranchMask).Real(v.Coverage).Integer(v.Vector.Length);

    /// <summary>Where a branch stands in the bytes of a vector.</summary>
    private static (int Start, int Length) BytesOf(JointSpace space, string branch)
    {
        var place = space.IndexOf(branch);
        return (sizeof(float) * space.Branches.Take(place).Sum(b => b.Dim), sizeof(float) * space.Branches[place].Dim);
    }

    /// <summary>The parts of a range that are stored, by date.</summary>
    private static OrderedDictionary<DateOnly, byte[]> ReadParts(DatabaseTransaction unit, JointSpace space, JointRange range, string region)
    {
        var parts = new OrderedDictionary<DateOnly, byte[]>();
        using var rows = unit.Read(
            $"SELECT as_of_date, part FROM joint_shared_parts WHERE {OfTheSpace} AND as_of_date BETWEEN @from AND @to AND shared_by = @region",
            new { type = space.JointType, model = space.ModelId, from = range.First, to = range.Last, region });
        while (rows.Next())
            parts.Add(rows.Date(0), rows.Blob(1));
        return parts;
    }

    /// <summary>Makes a range of a space hold no vector, nor a part that no vector needs any more.</summary>
    public static void Clear(DatabaseTransaction unit, JointSpace space, JointRange range)
    {
        unit.Replace(Vectors, KeysOf(space, range), _ => { });
        unit.Execute(
            $"""
            DELETE FROM joint_shared_parts WHERE {OfTheSpace} AND as_of_date BETWEEN @from AND @to AND NOT EXISTS (
              SELECT 1 FROM joint_vectors v WHERE v.joint_type = joint_shared_parts.joint_type AND v.model_id = joint_shared_parts.model_id
                AND v.as_of_date = joint_shared_parts.as_of_date AND v.shared_by = joint_shared_parts.shared_by)
            """,
            new { type = space.JointType, model = space.ModelId, from = range.First, to = range.Last });
    }

    private static KeyRange KeysOf(JointSpace space, JointRange range)
    {
        var condition = OfTheSpace + " AND as_of_date BETWEEN @from AND @to AND entity_key >= @prefix AND entity_key < @beyond"
            + (range.EntityKeys is null ? "" : " AND entity_key IN @keys");
        var parameters = new
        {
            type = space.JointType,
            model = space.ModelId,
            from = range.First,
            to = range.Last,
            prefix = range.EntityPrefix,
            beyond = range.EntityPrefix + "\uffff",
            keys = range.EntityKeys?.ToArray() ?? [],
        };
        return KeyRange.Where(condition, parameters);
    }

    /// <summary>Vectors of a space from a date on, by date, then entity key; nothing dated after <paramref name="asOf"/> is read.</summary>
    public static IReadOnlyList<JointVector> Read(IDatabaseReads historical, string jointType, string modelId, DateOnly start, DateOnly asOf)
        => Read(historical, jointType, modelId, "", start, asOf);

    /// <summary>The same of the entities whose key begins with <paramref name="entityPrefix"/>.</summary>
    public static IReadOnlyList<JointVector> Read(
        IDatabaseReads historical, string jointType, string modelId, string entityPrefix, DateOnly start, DateOnly asOf)
    {
        var vectors = new List<JointVector>();
        using var rows = historical.Read(
            Columns + " AND as_of_date BETWEEN @start AND @asOf AND entity_key >= @prefix AND entity_key < @beyond ORDER BY as_of_date, entity_key",
            new { type = jointType, model = modelId, start, asOf, prefix = entityPrefix, beyond = entityPrefix + "\uffff" });
        while (rows.Next())
            vectors.Add(new JointVector(rows.Text(0), rows.Date(1), VectorBytes.Read(rows.Blob(2)), rows.Integer(3), rows.Real(4), rows.Text(5)));
        return vectors;
    }

    /// <summary>How many vectors there are of the entities whose key begins with <paramref name="entityPrefix"/>, between two dates.</summary>
    public static long Count(IDatabaseReads historical, string jointType, string modelId, string entityPrefix, DateOnly start, DateOnly asOf)
        => historical.Scalar<long>(
            $"SELECT COUNT(*) FROM joint_embeddings WHERE {OfTheSpace} AND as_of_date BETWEEN @start AND @asOf AND entity_key >= @prefix AND entity_key < @beyond",
            new { type = jointType, model = modelId, start, asOf, prefix = entityPrefix, beyond = entityPrefix + "\uffff" });

    /// <summary>The stored dates of one entity between two dates, ascending.</summary>
    public static IReadOnlyList<DateOnly> Dates(IDatabaseReads historical, string jointType, string modelId, string entityKey, DateOnly start, DateOnly asOf)
        => historical.Query<DateOnly>(
            $"SELECT as_of_date FROM joint_embeddings WHERE {OfTheSpace} AND as_of_date BETWEEN @start AND @asOf AND entity_key = @entityKey ORDER BY as_of_date",
            new { type = jointType, model = modelId, start, asOf, entityKey });

    /// <summary>The entity keys that begin with a prefix and have a vector on or before a date, in ordinal order.</summary>
    public static IReadOnlyList<string> Keys(IDatabaseReads historical, string jointType, string modelId, string entityPrefix, DateOnly asOf)
        => historical.Query<string>(
            $"SELECT DISTINCT entity_key FROM joint_embeddings WHERE {OfTheSpace} AND as_of_date <= @asOf AND entity_key >= @prefix AND entity_key < @beyond ORDER BY entity_key",
            new { type = jointType, model = modelId, asOf, prefix = entityPrefix, beyond = entityPrefix + "\uffff" });

    /// <summary>The stored space, or null.</summary>
    public static JointSpace? TryFindSpace(IDatabaseReads historical, string jointType, string modelId)
        => historical.Scalar<string>(
            $"SELECT CAST(branches AS TEXT) FROM joint_spaces WHERE {OfTheSpace}", new { type = jointType, model = modelId }) is { } branches
                ? new JointSpace(jointType, modelId, [.. JsonSerializer.Deserialize<SpaceBranch[]>(branches, CanonicalJson.Options)!])
                : null;

    private static void SaveSpace(DatabaseTransaction unit, JointSpace space)
    {
        var branches = CanonicalJson.SerializeToString(space.Branches);
        if (TryFindSpace(unit, space.JointType, space.ModelId) is { } stored)
        {
            if (stored.Branches.Equals(space.Branches))
                return;
            throw new DataError(
                $"joint space {space.JointType} {space.ModelId} is stored with branches {CanonicalJson.SerializeToString(stored.Branches)}, found {branches}; name another --joint-model-id");
        }

        unit.Upsert(Spaces, rows => rows.Text(space.JointType).Text(space.ModelId).Json(branches).EndRow());
    }
}

/// <summary>A branch that all names of a region have in common.</summary>
/// <param name="Branch">Its name in the space.</param>
/// <param name="Region">Whose names.</param>
public sealed record SharedBranch(string Branch, string Region);

/// <summary>The rows of a joint space that one unit owns: dates, and whose.</summary>
/// <param name="First">First date.</param>
/// <param name="Last">Last date.</param>
/// <param name="EntityPrefix">Beginning of the entity keys, for example <c>REGION:US</c> or <c>SCENARIO:set:</c>.</param>
/// <param name="EntityKeys">Exactly these keys among them; null is all.</param>
public sealed record JointRange(DateOnly First, DateOnly Last, string EntityPrefix, IReadOnlyCollection<string>? EntityKeys = null);
