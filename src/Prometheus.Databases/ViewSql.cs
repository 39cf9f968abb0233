using System.Globalization;
using System.Text.RegularExpressions;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>Spells a <see cref="SeedView"/> for an engine. Words of a code become a CASE, so that no join stands for them.</summary>
internal static partial class ViewSql
{
    /// <summary>The statements that make the view, and the view of its values.</summary>
    public static IEnumerable<string> Create(SeedView view, DatabaseEngine engine)
    {
        var columns = view.Columns.Select(c => $"{(c.Members.Count > 0 ? Document(c.Members, engine) : Typed(c.Column.Type, c.Value, engine))} AS {TableShape.Quote(c.Column.Name)}");
        yield return $"CREATE VIEW {view.Name} AS SELECT {string.Join(", ", columns)} FROM {view.From}";
        if (view.ValuesName is null)
            yield break;
        var values = view.Columns.SelectMany(c => c.Members.Count > 0
            ? c.Members.Select(m => $"{Value(m, engine)} AS {TableShape.Quote(m.Key)}")
            : [$"{Typed(c.Column.Type, c.Value, engine)} AS {TableShape.Quote(c.Column.Name)}"]);
        yield return $"CREATE VIEW {view.ValuesName} AS SELECT {string.Join(", ", values)} FROM {view.From}";
    }

    /// <summary>The word of a code, for use in declarations: NULL for NULL.</summary>
    public static string WordOf(string code, IReadOnlyList<string> words)
        => $"CASE {code} {string.Join(" ", words.Select((w, i) => string.Create(CultureInfo.InvariantCulture, $"WHEN {i} THEN '{w}'")))} END";

    private static string Value(DocumentMember member, DatabaseEngine engine)
    {
        var value = member.Words.Count > 0 ? Typed(ColumnType.Text, WordOf(member.Value, member.Words), engine) : Typed(member.Type, member.Value, engine);
        return member.When is null ? value : $"CASE WHEN {member.When} THEN {value} END";
    }

    /// <summary>PostgreSQL gives the text of an expression its database's collation, where every column of ours is in code-point order.</summary>
    private static string Typed(ColumnType type, string value, DatabaseEngine engine)
        => type == ColumnType.Text && engine == DatabaseEngine.PostgreSql && !PlainColumn().IsMatch(value) ? $"({value}) COLLATE \"C\"" : value;

    private static string Document(IReadOnlyList<DocumentMember> members, DatabaseEngine engine)
    {
        var flags = members.Where(m => m.Words.Count > 0);
        var groups = members.Where(m => m.Words.Count == 0).GroupBy(m => m.When, StringComparer.Ordinal).OrderBy(g => g.Key is null ? 0 : 1);
        return engine == DatabaseEngine.Sqlite ? OnSqlite(groups, flags) : OnPostgreSql(groups, flags);
    }

    /// <summary>
    /// Objects are joined as text, since json_patch would drop members that are null. No member is an object, so an object's text ends in one brace.
    /// </summary>
    private static string OnSqlite(IEnumerable<IGrouping<string?, DocumentMember>> groups, IEnumerable<DocumentMember> flags)
    {
        var parts = groups.Select(g => g.Key is null ? $"rtrim({Object(g)}, '}}')" : $"CASE WHEN {g.Key} THEN ',' || trim({Object(g)}, '{{}}') ELSE '' END")
            .Concat(flags.Select(f => $"CASE WHEN {f.Value} > 0 THEN ',\"' || {WordOf(f.Value, f.Words)} || '\":true' ELSE '' END"));
        return $"{string.Join(" || ", parts)} || '}}'";

        static string Object(IEnumerable<DocumentMember> members) => $"json_object({string.Join(", ", members.Select(m => $"'{m.Key}', {Json(m)}"))})";

        static string Json(DocumentMember member) => member.Type == ColumnType.Boolean
            ? $"json(CASE WHEN {member.Value} THEN 'true' WHEN NOT {member.Value} THEN 'false' ELSE 'null' END)"
            : member.Value;
    }

    private static string OnPostgreSql(IEnumerable<IGrouping<string?, DocumentMember>> groups, IEnumerable<DocumentMember> flags)
    {
        return string.Join(" || ", groups.Select(Group).Concat(flags.Select(Flag)));

        static string Group(IGrouping<string?, DocumentMember> group) => group.Key is null
            ? Object(group)
            : $"CASE WHEN {group.Key} THEN {Object(group)} ELSE '{{}}'::jsonb END";

        static string Object(IEnumerable<DocumentMember> members) => $"jsonb_build_object({string.Join(", ", members.Select(m => $"'{m.Key}', {m.Value}"))})";

        static string Flag(DocumentMember flag) => $"CASE WHEN {flag.Value} > 0 THEN jsonb_build_object({WordOf(flag.Value, flag.Words)}, true) ELSE '{{}}'::jsonb END";
    }

    [GeneratedRegex(@"^\w+\.\w+$")]
    private static partial Regex PlainColumn();
}
