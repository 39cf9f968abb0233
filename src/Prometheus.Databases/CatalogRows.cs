using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// The rows of a table of the catalogue, in ordinal order of its natural key. Of a <see cref="SeedView"/> the typed values are read, and a document
/// is hashed or written member by member in the order of its names, as parsing it would have given it.
/// </summary>
internal sealed class CatalogRows : IDisposable
{
    private readonly RowReader _rows;
    private readonly Cell[] _cells;

    private CatalogRows(RowReader rows, Cell[] cells)
    {
        _rows = rows;
        _cells = cells;
        Columns = Array.ConvertAll(cells, c => c.Column);
    }

    public IReadOnlyList<Column> Columns { get; }

    /// <param name="database">Where the table is.</param>
    /// <param name="table">From <see cref="TableCatalog"/>.</param>
    /// <param name="range">Condition on its columns, documents aside; null is every row.</param>
    /// <param name="columns">Which columns; null is all.</param>
    public static CatalogRows Open(Database database, TableShape table, KeyRange? range = null, Predicate<Column>? columns = null)
    {
        var kept = table.Columns.ToArray().Where(c => columns?.Invoke(c) ?? true).ToArray();
        var where = range is null ? "" : $" WHERE {range.Condition}";
        if (SeedViews.TryFind(database.Name, table.Name) is not { } view)
        {
            var list = string.Join(", ", kept.Select(c => TableShape.Quote(c.Name)));
            var cells = kept.Select((c, i) => new Cell(c, i, [])).ToArray();
            return new CatalogRows(database.Read($"SELECT {list} FROM {table.QuotedName}{where} ORDER BY {table.KeyList}", range?.Parameters), cells);
        }

        var selected = new List<string>();
        var ofView = view.Columns.Where(c => kept.Contains(c.Column)).Select(c => Cell.Of(c, selected)).ToArray();

        // Conditions and order name columns of the view, so those of its key are read whether they are asked for or not.
        foreach (var column in view.Columns.Where(c => c.Members.Count == 0 && !kept.Contains(c.Column)))
            selected.Add($"{column.Value} AS {TableShape.Quote(column.Column.Name)}");
        var sql = $"SELECT * FROM (SELECT {string.Join(", ", selected)} FROM {view.From}) AS v{where} ORDER BY {table.KeyList}";
        return new CatalogRows(database.Read(Dialect.Spell(sql, database.Engine), range?.Parameters), ofView);
    }

    public bool Next() => _rows.Next();

    /// <summary>The value as <see cref="ValueText"/> spells it; null where it is NULL.</summary>
    public string? Text(int column)
    {
        var cell = _cells[column];
        return cell.Members.Length == 0 ? ValueText.Of(_rows, cell.First, cell.Column.Type) : cell.Document(_rows);
    }

    public void AddTo(RowHash hash, int column)
    {
        var cell = _cells[column];
        if (cell.Members.Length == 0)
            hash.Add(_rows, cell.First, cell.Column.Type);
        else
            cell.AddTo(hash, _rows);
    }

    public void Dispose() => _rows.Dispose();

    /// <summary>A member of a document as it is read.</summary>
    /// <param name="Key">Its name.</param>
    /// <param name="Type">How its value is read.</param>
    /// <param name="Value">Column of the value.</param>
    /// <param name="When">Column of the condition; −1 for none.</param>
    /// <param name="Code">Of a flag the value that sets it, else −1.</param>
    private readonly record struct Member(string Key, ColumnType Type, int Value, int When, int Code)
    {
        public bool IsThere(RowReader rows) => Code >= 0 ? !rows.IsNull(Value) && rows.Integer(Value) == Code : When < 0 || rows.Integer(When) != 0;
    }

    /// <summary>One column of the table and where its values stand in the query.</summary>
    private sealed record Cell(Column Column, int First, Member[] Members)
    {
        public static Cell Of(ViewColumn column, List<string> selected)
        {
            var first = selected.Count;
            if (column.Members.Count == 0)
            {
                selected.Add($"{column.Value} AS {TableShape.Quote(column.Column.Name)}");
                return new Cell(column.Column, first, []);
            }

            var conditions = new Dictionary<string, int>(StringComparer.Ordinal);
            var members = new List<Member>();
            foreach (var member in column.Members)
            {
                if (member.When is { } when && conditions.TryAdd(when, selected.Count))
                    Select($"CASE WHEN {when} THEN 1 ELSE 0 END");
                var condition = member.When is null ? -1 : conditions[member.When];
                if (member.Words.Count == 0)
                    members.Add(new Member(member.Key, member.Type, selected.Count, condition, Code: -1));
                for (var code = 1; code < member.Words.Count; code++)
                    members.Add(new Member(member.Words[code], ColumnType.Boolean, selected.Count, condition, code));
                Select(member.Value);
            }

            return new Cell(column.Column, first, [.. members.OrderBy(m => m.Key, StringComparer.Ordinal)]);

            void Select(string value) => selected.Add(string.Create(CultureInfo.InvariantCulture, $"{value} AS v{selected.Count}"));
        }

        public void AddTo(RowHash hash, RowReader rows)
        {
            var count = 0;
            foreach (ref readonly var member in Members.AsSpan())
                count += member.IsThere(rows) ? 1 : 0;
            hash.BeginObject(count);
            foreach (ref readonly var member in Members.AsSpan())
            {
                if (!member.IsThere(rows))
                    continue;
                hash.Add(member.Key);
                if (member.Code >= 0)
                    hash.AddJson(true);
                else if (rows.IsNull(member.Value))
                    hash.AddJsonNull();
                else if (member.Type == ColumnType.Text)
                    hash.AddJson(rows.Text(member.Value));
                else if (member.Type == ColumnType.Boolean)
                    hash.AddJson(rows.Boolean(member.Value));
                else
                    hash.AddJson(member.Type == ColumnType.Real ? rows.Real(member.Value) : rows.Integer(member.Value));
            }
        }

        public string Document(RowReader rows)
        {
            var buffer = new ArrayBufferWriter<byte>(1024);
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                foreach (ref readonly var member in Members.AsSpan())
                {
                    if (!member.IsThere(rows))
                        continue;
                    json.WritePropertyName(member.Key);
                    if (member.Code >= 0)
                        json.WriteBooleanValue(true);
                    else if (rows.IsNull(member.Value))
                        json.WriteNullValue();
                    else if (member.Type == ColumnType.Text)
                        json.WriteStringValue(rows.Text(member.Value));
                    else if (member.Type == ColumnType.Boolean)
                        json.WriteBooleanValue(rows.Boolean(member.Value));
                    else if (member.Type == ColumnType.Real)
                        json.WriteNumberValue(rows.Real(member.Value));
                    else
                        json.WriteNumberValue(rows.Integer(member.Value));
                }

                json.WriteEndObject();
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
    }
}
