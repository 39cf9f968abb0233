using Prometheus.Opinions.Assessment;

namespace Prometheus.Stores.Embeddings;

/// <summary>The vectors of ASSESSMENT_CTX_V0 of instruments, one after the other: there are too many to hold them all as they are stored.</summary>
public static class ContextVectorStore
{
    private const string Prefix = "INSTRUMENT:";

    private const string OfTheModel =
        "FROM joint_embeddings WHERE joint_type = 'ASSESSMENT_CTX_V0' AND model_id = @modelId AND as_of_date <= @asOf AND entity_key >= 'INSTRUMENT:' AND entity_key < 'INSTRUMENT;'";

    /// <summary>The dates with vectors, ascending; nothing dated after <paramref name="asOf"/>.</summary>
    public static IReadOnlyList<DateOnly> ReadDates(IDatabaseReads historical, string modelId, DateOnly asOf)
    {
        var dates = new List<DateOnly>();
        using var rows = historical.Read($"SELECT DISTINCT as_of_date {OfTheModel} ORDER BY as_of_date", new { modelId, asOf });
        while (rows.Next())
            dates.Add(rows.Date(0));
        return dates;
    }

    /// <summary>The vectors of the names that <paramref name="wanted"/> answers for, dated on or before <paramref name="asOf"/>.</summary>
    /// <param name="historical">Where they are.</param>
    /// <param name="modelId">Joint model.</param>
    /// <param name="asOf">Last date read.</param>
    /// <param name="wanted">Whether a name counts at all.</param>
    /// <param name="keep">Dates of the vectors that are kept; all others count in the digest only.</param>
    public static ContextVectors Read(IDatabaseReads historical, string modelId, DateOnly asOf, Func<string, bool> wanted, IReadOnlySet<DateOnly> keep)
    {
        var builder = new ContextVectorsBuilder(modelId);
        using var rows = historical.Read($"SELECT entity_key, as_of_date, vector, coverage {OfTheModel} ORDER BY as_of_date, entity_key", new { modelId, asOf });
        while (rows.Next())
        {
            var id = rows.Text(0)[Prefix.Length..];
            if (wanted(id))
                builder.Add(new ContextVector(id, rows.Date(1), VectorBytes.Read(rows.Blob(2)), rows.Real(3)), keep.Contains(rows.Date(1)));
        }

        return builder.Build();
    }
}
