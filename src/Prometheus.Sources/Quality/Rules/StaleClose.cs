namespace Prometheus.Sources.Quality.Rules;

/// <summary>Five or more equal closes in a row: a halted name, or a vendor repeating the last price. One event a run, at its fifth bar.</summary>
internal static class StaleClose
{
    private const int ShortestRun = 5;

    public static QualityRule Rule { get; } = new("stale_close", QualitySeverity.Warn, QualityFlags.StaleClose, "fewer than 5 equal closes in a row");

    public static void Apply(SeriesCheck check)
    {
        var rows = check.Rows;
        for (var from = 0; from < rows.Length;)
        {
            var to = from + 1;
            while (to < rows.Length && rows[to].Close == rows[from].Close)
                to++;
            if (to - from >= ShortestRun)
            {
                for (var i = from; i < to; i++)
                    check.Flags[i] |= Rule.Flag;
                check.Report(Rule, from + ShortestRun - 1, $"{to - from} closes of {rows[from].Close} from {rows[from].Date:yyyy-MM-dd} on");
            }

            from = to;
        }
    }
}
