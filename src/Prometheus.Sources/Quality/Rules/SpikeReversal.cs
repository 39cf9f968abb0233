namespace Prometheus.Sources.Quality.Rules;

/// <summary>
/// A close more than 50 % away from the one before, without a corporate action, of whose move the next close undoes at least 80 %: most
/// likely a misplaced decimal point. The flag of a row looks at the next one: it judges the import and may not feed a signal.
/// </summary>
internal static class SpikeReversal
{
    private const double LargestMove = 0.5;
    private const double UndoneShare = 0.8;

    public static QualityRule Rule { get; } = new(
        "spike_reversal", QualitySeverity.Warn, QualityFlags.SpikeReversal, "no move beyond ±50 % that the next bar undoes by 80 %");

    public static void Apply(SeriesCheck check)
    {
        var rows = check.Rows;
        for (var t = 1; t < rows.Length - 1; t++)
        {
            var before = rows[t - 1].Close;
            var move = (rows[t].Close / before) - 1;
            if (!(Math.Abs(move) > LargestMove) || check.HasAction(t) || check.HasAction(t + 1))
                continue;
            var undone = (rows[t].Close - rows[t + 1].Close) / (rows[t].Close - before);
            if (undone >= UndoneShare)
                check.Flag(Rule, t, $"{before}, {rows[t].Close}, {rows[t + 1].Close}");
        }
    }
}
