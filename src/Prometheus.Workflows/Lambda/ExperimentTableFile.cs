using Prometheus.Sources.Tables;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Lambda;

/// <summary>
/// A CSV file that gathers the rows of many experiments. Writing an experiment replaces its rows where they stood and leaves the others alone,
/// so that running it twice changes nothing.
/// </summary>
internal static class ExperimentTableFile
{
    private const string Key = "experiment_id";

    /// <param name="path">Made where missing.</param>
    /// <param name="header">Columns of <paramref name="rows"/>, the experiment's id among them. The file keeps columns it has beyond these.</param>
    /// <param name="rows">All rows of the experiment.</param>
    /// <param name="experimentId">Whose rows they are.</param>
    /// <exception cref="UserError">The file is there but holds no experiments, or cannot be written.</exception>
    public static void Replace(string path, IReadOnlyList<string> header, IReadOnlyList<object?[]> rows, string experimentId)
    {
        AccessLog.Current?.NoteFileShared(path);
        if (!File.Exists(path))
        {
            CsvFile.Write(path, header, rows);
            return;
        }

        using var table = TableReader.Open(path);
        var key = table.Require(Key);
        var merged = Merge(table.Header, header);
        var (fromFile, fromRows) = (Places(merged, table.Header), Places(merged, header));
        CsvFile.Write(path, merged, Together());

        IEnumerable<object?[]> Together()
        {
            var placed = false;
            while (table.Next())
            {
                if (table.Text(key) != experimentId)
                {
                    yield return Array.ConvertAll<int, object?>(fromFile, table.Text);
                }
                else if (!placed)
                {
                    placed = true;
                    foreach (var row in Own())
                        yield return row;
                }
            }

            if (placed)
                yield break;
            foreach (var row in Own())
                yield return row;
        }

        IEnumerable<object?[]> Own() => rows.Select(row => Array.ConvertAll(fromRows, place => place < 0 ? null : row[place]));
    }

    /// <summary>The file's own columns where they hold all of the new ones, else the new ones and then what else the file has.</summary>
    private static IReadOnlyList<string> Merge(IReadOnlyList<string> present, IReadOnlyList<string> wanted)
        => wanted.Except(present, StringComparer.Ordinal).Any() ? [.. wanted, .. present.Except(wanted, StringComparer.Ordinal)] : present;

    private static int[] Places(IReadOnlyList<string> merged, IReadOnlyList<string> own)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < own.Count; i++)
            places[own[i]] = i;
        return merged.Select(name => places.GetValueOrDefault(name, -1)).ToArray();
    }
}
