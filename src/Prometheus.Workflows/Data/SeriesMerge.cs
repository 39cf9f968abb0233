using Prometheus.Stores;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Lays the rows of a file over the stored rows of the same source. A date of the file takes the file's row, a date without a row there
/// keeps what is stored: a file may hold the last year only.
/// </summary>
/// <param name="Rows">All bars afterwards.</param>
/// <param name="Touched">Indices into <paramref name="Rows"/> of bars that are new or changed, ascending.</param>
/// <param name="Added">How many of these are new.</param>
/// <param name="Changes">Old and new of every value that differs.</param>
internal sealed record SeriesMerge(PriceRows Rows, IReadOnlyList<int> Touched, int Added, IReadOnlyList<PriceChange> Changes)
{
    public static SeriesMerge Of(PriceRows stored, PriceRows file, string source)
    {
        var dates = new List<DateOnly>(stored.Count + 16);
        var origins = new List<(PriceRows From, int Row)>(stored.Count + 16);
        var touched = new List<int>();
        var changes = new List<PriceChange>();
        var added = 0;
        for (int s = 0, f = 0; s < stored.Count || f < file.Count;)
        {
            var fromFile = f < file.Count && (s == stored.Count || file.Dates[f] <= stored.Dates[s]);
            var onBoth = fromFile && s < stored.Count && file.Dates[f] == stored.Dates[s];
            if (fromFile && !(onBoth && IsSame(stored, s, file, f)))
            {
                touched.Add(dates.Count);
                added += onBoth ? 0 : 1;
                if (onBoth)
                    Compare(stored, s, file, f, source, changes);
            }

            dates.Add(fromFile ? file.Dates[f] : stored.Dates[s]);
            origins.Add(fromFile ? (file, f) : (stored, s));
            s += onBoth || !fromFile ? 1 : 0;
            f += fromFile ? 1 : 0;
        }

        return new SeriesMerge(touched.Count == 0 ? stored : Gather(stored.InstrumentId, dates, origins), touched, added, changes);
    }

    private static bool IsSame(PriceRows a, int i, PriceRows b, int j)
    {
        if (a.Flags[i] != b.Flags[j])
            return false;
        foreach (var field in PriceRows.Fields)
        {
            if (!IsSame(a[field][i], b[field][j]))
                return false;
        }

        return true;
    }

    private static void Compare(PriceRows stored, int s, PriceRows file, int f, string source, List<PriceChange> changes)
    {
        foreach (var field in PriceRows.Fields)
        {
            if (!IsSame(stored[field][s], file[field][f]))
                changes.Add(new PriceChange(stored.InstrumentId, stored.Dates[s], StoredName.Of(field), stored[field][s], file[field][f], source));
        }
    }

    /// <summary>Equal as stored: NaN is NULL on both sides, −0 is 0.</summary>
    private static bool IsSame(double a, double b) => a == b || (double.IsNaN(a) && double.IsNaN(b));

    private static PriceRows Gather(string id, List<DateOnly> dates, List<(PriceRows From, int Row)> origins)
    {
        var values = new double[PriceRows.Fields.Count][];
        foreach (var field in PriceRows.Fields)
            values[(int)field] = origins.Select(o => o.From[field][o.Row]).ToArray();
        return new PriceRows(id, [.. dates], values, origins.Select(o => o.From.Flags[o.Row]).ToArray());
    }
}
