using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Reference;

/// <summary>Reads <c>symbol,instrument_id</c>: which instrument a vendor's symbol stands for.</summary>
public static class SymbolMapFile
{
    /// <returns>Instrument ids by vendor symbol, ordinal.</returns>
    /// <exception cref="UserError">An unreadable file, an empty or unusable id, a symbol twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var table = ReferenceTable.Read(path);
        var (symbol, id) = (table.Find("symbol", "vendorsymbol", "ticker"), table.Find("instrumentid"));
        if (symbol < 0 || id < 0)
            throw table.Unknown("the columns symbol and instrument_id");
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (row.Text(symbol).Length == 0 || !SymbolText.IsValid(Encoding.UTF8.GetBytes(row.Text(id))))
                throw row.Error($"a symbol and an instrument id, found '{row.Text(symbol)}' and '{row.Text(id)}'");
            if (!map.TryAdd(row.Text(symbol), row.Text(id)))
                throw row.Error($"every symbol once, found '{row.Text(symbol)}' for {map[row.Text(symbol)]} and {row.Text(id)}");
        }

        return map;
    }
}
