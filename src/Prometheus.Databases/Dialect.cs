using System.Text.RegularExpressions;

namespace Prometheus.Databases;

/// <summary>
/// The migrations are written once, with type words in capitals; names are in lower case, so a word in capitals is never a name. This is
/// the whole difference between the engines:
/// <list type="table">
/// <item><term><c>TEXT</c></term><description>code-point order on both: PostgreSQL needs <c>COLLATE "C"</c></description></item>
/// <item><term><c>INTEGER</c></term><description>64 bits on both</description></item>
/// <item><term><c>TIMESTAMP</c>, <c>DATE</c></term><description>ISO text on SQLite</description></item>
/// <item><term><c>NOW</c></term><description>the database's own clock, in UTC</description></item>
/// <item><term><c>CLUSTERED</c></term><description>rows stored in key order: SQLite's <c>WITHOUT ROWID</c></description></item>
/// <item><term><c>-- PostgreSQL:</c></term><description>at the start of a line: what follows is a comment on SQLite and a statement on PostgreSQL</description></item>
/// </list>
/// </summary>
internal static partial class Dialect
{
    public static string Spell(string sql, DatabaseEngine engine)
        => engine == DatabaseEngine.Sqlite
            ? Words().Replace(sql, word => OnSqlite(word.Value))
            : PostgreSqlOnly().Replace(Words().Replace(sql, word => OnPostgreSql(word.Value)), "");

    private static string OnSqlite(string word) => word switch
    {
        "NOW" => "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
        "CLUSTERED" => "WITHOUT ROWID",
        _ => word,
    };

    private static string OnPostgreSql(string word) => word switch
    {
        "TEXT" => "text COLLATE \"C\"",
        "INTEGER" => "bigint",
        "DOUBLE" => "double precision",
        "TIMESTAMP" => "timestamptz",
        "JSON" => "jsonb",
        "BLOB" => "bytea",
        "NOW" => "now()",
        "CLUSTERED" => "",
        _ => word,
    };

    [GeneratedRegex(@"\b(TEXT|INTEGER|DOUBLE|BOOLEAN|DATE|TIMESTAMP|JSON|BLOB|NOW|CLUSTERED)\b")]
    private static partial Regex Words();

    [GeneratedRegex("^-- PostgreSQL: ", RegexOptions.Multiline)]
    private static partial Regex PostgreSqlOnly();
}
