namespace Prometheus.Databases.Bulk;

/// <summary>The rows of a table that one unit owns: a condition over its key columns, in the SQL common to both engines.</summary>
/// <param name="Condition">For example <c>context = @context AND as_of_date BETWEEN @from AND @to</c>.</param>
/// <param name="Parameters">An object with a property for each <c>@name</c>.</param>
public sealed record KeyRange(string Condition, object? Parameters)
{
    /// <summary>The whole table.</summary>
    public static KeyRange All { get; } = new("1 = 1", null);

    public static KeyRange Where(string condition, object? parameters = null) => new(condition, parameters);
}
