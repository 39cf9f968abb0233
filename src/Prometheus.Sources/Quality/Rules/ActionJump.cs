namespace Prometheus.Sources.Quality.Rules;

/// <summary>
/// A total return beyond ± 30 % over an ex-date: splits and dividends explain a jump of the price, they should not leave one behind.
/// </summary>
internal static class ActionJump
{
    private const double LargestReturn = 0.3;

    public static QualityRule Rule { get; } = new(
        "action_jump", QualitySeverity.Warn, QualityFlags.ActionJump, "a total return within ±30 % over an ex-date");

    public static void Apply(SeriesCheck check)
    {
        var rows = check.Rows;
        for (var t = 1; t < rows.Length; t++)
        {
            if (!check.HasAction(t))
                continue;
            var (shares, cash) = check.DistributedOn(t);
            var total = (((shares * rows[t].Close) + cash) / rows[t - 1].Close) - 1;
            if (Math.Abs(total) > LargestReturn)
                check.Flag(Rule, t, $"{total:P1}: close {rows[t - 1].Close} became {shares} × {rows[t].Close} and {cash} of cash");
        }
    }
}
