using System.Data.Common;
using System.Globalization;

namespace Prometheus.Bench.Floors;

/// <summary>F_read: the bars of all names by one SELECT through ADO.NET, in key order, into six session-major arrays of known size.</summary>
internal sealed class ReadFloor(DbConnection connection)
{
    private const string Select =
        "SELECT instrument_id, trade_date, open, high, low, close, adjusted_close, volume FROM prices_daily ORDER BY instrument_id, trade_date";

    public double[][] Read(IReadOnlyDictionary<DateOnly, int> sessions, int names)
    {
        var panels = new double[CsvFloor.Fields][];
        for (var f = 0; f < panels.Length; f++)
        {
            panels[f] = new double[sessions.Count * names];
            panels[f].AsSpan().Fill(double.NaN);
        }

        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Select;
        using var reader = command.ExecuteReader();
        var (column, name) = (-1, "");
        while (reader.Read())
        {
            var id = reader.GetString(0);
            if (!string.Equals(id, name, StringComparison.Ordinal))
                (name, column) = (id, column + 1);
            var date = reader.GetFieldType(1) == typeof(string)
                ? DateOnly.ParseExact(reader.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : reader.GetFieldValue<DateOnly>(1);
            var cell = (sessions[date] * names) + column;
            for (var f = 0; f < panels.Length; f++)
                panels[f][cell] = reader.IsDBNull(2 + f) ? double.NaN : reader.GetDouble(2 + f);
        }

        connection.Close();
        return panels;
    }
}
