namespace Prometheus.Sources.Quality.Rules;

/// <summary>
/// The return of the vendor's adjusted close differs by more than 5 bp from the total return of close, splits and dividends. Vendors reinvest
/// a dividend at the ex-date's close or at the close before it; a row is flagged where neither explains the vendor's number, beyond the
/// rounding of the written digits.
/// </summary>
internal static class VendorReconciliation
{
    private const double LargestDifference = 5e-4;

    public static QualityRule Rule { get; } = new(
        "vendor_reconciliation", QualitySeverity.Warn, QualityFlags.VendorReconciliation, "an adjusted return within 5 bp of the total return");

    public static void Apply(SeriesCheck check)
    {
        var rows = check.Rows;
        for (var t = 1; t < rows.Length; t++)
        {
            var (previous, current) = (rows[t - 1], rows[t]);
            var vendor = (current.AdjustedClose / previous.AdjustedClose) - 1;
            if (double.IsNaN(vendor))
                continue;
            var (shares, cash) = check.DistributedOn(t);
            var own = (((shares * current.Close) + cash) / previous.Close) - 1;
            var allowed = LargestDifference + ((1 + vendor) * check.AdjustedRounding(t));
            if (Math.Abs(own - vendor) <= allowed)
                continue;
            var reinvestedBefore = cash < previous.Close ? (shares * current.Close / (previous.Close - cash)) - 1 : own;
            if (Math.Abs(reinvestedBefore - vendor) > allowed)
                check.Flag(Rule, t, $"adjusted return {vendor:P3}, total return {own:P3}");
        }
    }
}
