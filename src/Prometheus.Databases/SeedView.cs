using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// A table of the seeds whose rows are stored leanly: typed, under small keys, what several rows share once. The view has the table's name, columns
/// and natural key and answers the same SQL on both engines. Export and digest read its values through <see cref="CatalogRows"/>, which never
/// builds a document; small keys show nowhere.
/// </summary>
/// <param name="name">The seeds' name of the table.</param>
/// <param name="keyColumns">How many of the first columns are its natural key.</param>
/// <param name="from">What follows FROM, in the SQL common to both engines.</param>
/// <param name="columns">In the order of the table.</param>
public sealed class SeedView(string name, int keyColumns, string from, params ViewColumn[] columns)
{
    public string Name => name;

    public string From => from;

    public IReadOnlyList<ViewColumn> Columns => columns;

    /// <summary>What the view shows, as if it were a table.</summary>
    public TableShape Shape { get; } = new(name, keyColumns, Array.ConvertAll(columns, c => c.Column));

    /// <summary>The lean tables behind it, which no catalogue lists.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>A second view with the members of the documents as typed columns, for whoever scans them; null for none.</summary>
    public string? ValuesName { get; init; }
}

/// <summary>One column of a <see cref="SeedView"/>.</summary>
/// <param name="Column">Name and type.</param>
/// <param name="Value">SQL over the tables of the view; unused where there are members.</param>
public sealed record ViewColumn(Column Column, string Value)
{
    /// <summary>What a JSON object is made of; at least one member is always there. Empty for every other column.</summary>
    public IReadOnlyList<DocumentMember> Members { get; init; } = [];

    public static ViewColumn Text(string name, string value) => new(Column.Text(name), value);

    public static ViewColumn Date(string name, string value) => new(Column.Date(name), value);

    public static ViewColumn Integer(string name, string value) => new(Column.Integer(name), value);

    public static ViewColumn Real(string name, string value) => new(Column.Real(name), value);

    public static ViewColumn Boolean(string name, string value) => new(Column.Boolean(name), value);

    public static ViewColumn Document(string name, params DocumentMember[] members) => new(Column.Json(name), "") { Members = members };
}

/// <summary>One member of a JSON object that a view builds: a text, a number or a truth value, null where <paramref name="Value"/> is NULL.</summary>
/// <param name="Key">Its name; of a flag the column of the view of values.</param>
/// <param name="Type">Text, Real, Integer or Boolean; Narrow for a flag.</param>
/// <param name="Value">SQL over the tables of the view.</param>
/// <param name="When">SQL condition without which the object lacks the member; null is always.</param>
public sealed record DocumentMember(string Key, ColumnType Type, string Value, string? When = null)
{
    /// <summary>Of a flag: the member is named by the word of its code and true; code 0, whose word is empty, has no member.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    public static DocumentMember Text(string key, string value, string? when = null) => new(key, ColumnType.Text, value, when);

    public static DocumentMember Real(string key, string value, string? when = null) => new(key, ColumnType.Real, value, when);

    public static DocumentMember Boolean(string key, string value, string? when = null) => new(key, ColumnType.Boolean, value, when);

    public static DocumentMember Flag(string key, string code, IReadOnlyList<string> words) => new(key, ColumnType.Narrow, code) { Words = words };
}
