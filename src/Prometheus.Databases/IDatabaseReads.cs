using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>What can be asked of a database, by itself or inside a transaction.</summary>
public interface IDatabaseReads
{
    /// <summary>All rows of a small query.</summary>
    IReadOnlyList<T> Query<T>(string sql, object? parameters = null);

    /// <summary>The first column of the first row; the default of <typeparamref name="T"/> where there is no row or it is NULL.</summary>
    T? Scalar<T>(string sql, object? parameters = null);

    /// <summary>Streams the rows of a large query without an object a row. See <see cref="RowReader"/>.</summary>
    RowReader Read(string sql, object? parameters = null);
}
