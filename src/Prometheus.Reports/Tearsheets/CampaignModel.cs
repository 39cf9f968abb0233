using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Core.Errors;

namespace Prometheus.Reports.Tearsheets;

/// <summary>What a campaign's page shows: sleeves of one market side by side, on the union of their sessions.</summary>
/// <param name="Entries">In the order the sleeves were given.</param>
/// <param name="Dates">Sessions of any finished sleeve, ascending; empty where all failed.</param>
/// <param name="Benchmark">Benchmark equity a date, of the first finished sleeve; NaN where unknown.</param>
/// <param name="Correlations">[finished sleeve][finished sleeve] of daily returns on common sessions; NaN where unknown.</param>
public sealed record CampaignModel(CampaignEntry[] Entries, DateOnly[] Dates, double[] Benchmark, double[][] Correlations)
{
    public IEnumerable<TearsheetModel> Finished => Entries.Select(e => e.Model).OfType<TearsheetModel>();

    /// <param name="result">The campaign.</param>
    /// <param name="fileNameOf">Names the tearsheet of a run, in the folder of the campaign's page.</param>
    public static CampaignModel Of(CampaignResult result, Func<SleeveRun, string> fileNameOf) => Of(
    [
        .. result.Sleeves.Select(sleeve => sleeve switch
        {
            SleeveRun run => CampaignEntry.Finished(TearsheetModel.Of(run), fileNameOf(run)),
            SleeveFailure failure => CampaignEntry.Failed(failure.Sleeve.SleeveId, failure.Reason),
            _ => throw new ModelError($"sleeve {sleeve.Sleeve.SleeveId} neither finished nor failed"),
        }),
    ]);

    public static CampaignModel Of(CampaignEntry[] entries)
    {
        TearsheetModel[] finished = [.. entries.Select(e => e.Model).OfType<TearsheetModel>()];
        DateOnly[] dates = [.. finished.SelectMany(m => m.Daily.Dates).Distinct().Order()];
        var benchmark = finished.Length == 0 ? [] : Align(dates, finished[0].Daily.Dates, finished[0].Daily.Benchmark);
        double[][] returns = [.. finished.Select(m => EquityCurve.Returns(Align(dates, m.Daily.Dates, m.Daily.Equity)))];
        return new CampaignModel(entries, dates, benchmark, [.. returns.Select(a => returns.Select(b => Correlation(a, b)).ToArray())]);
    }

    /// <summary>Values by date on another list of dates; NaN where there is none.</summary>
    public static double[] Align(DateOnly[] dates, DateOnly[] ownDates, double[] values)
        => [.. dates.Select(d => Array.BinarySearch(ownDates, d)).Select(i => i < 0 ? double.NaN : values[i])];

    /// <summary>Pearson, over the rows that both have.</summary>
    private static double Correlation(double[] a, double[] b)
    {
        int[] common = [.. Enumerable.Range(0, a.Length).Where(t => !double.IsNaN(a[t]) && !double.IsNaN(b[t]))];
        double[] x = [.. common.Select(t => a[t])];
        double[] y = [.. common.Select(t => b[t])];
        var (meanX, meanY, sum) = (Sample.Mean(x), Sample.Mean(y), 0.0);
        for (var t = 0; t < x.Length; t++)
            sum += (x[t] - meanX) * (y[t] - meanY);
        var scale = Sample.StandardDeviation(x) * Sample.StandardDeviation(y) * (x.Length - 1);
        return scale > 0 ? sum / scale : double.NaN;
    }
}

/// <summary>One sleeve on a campaign's page: its tearsheet, or why it has none.</summary>
/// <param name="SleeveId">Sleeve.</param>
/// <param name="Model">Null where the sleeve failed.</param>
/// <param name="FileName">Of its tearsheet, beside the campaign's page; null where there is none.</param>
/// <param name="Failure">Reason; null where the sleeve finished.</param>
public sealed record CampaignEntry(string SleeveId, TearsheetModel? Model, string? FileName, string? Failure)
{
    public static CampaignEntry Finished(TearsheetModel model, string? fileName)
        => new(model.Identity.Sleeve.SleeveId, model, fileName, null);

    public static CampaignEntry Failed(string sleeveId, string reason) => new(sleeveId, null, null, reason);
}
