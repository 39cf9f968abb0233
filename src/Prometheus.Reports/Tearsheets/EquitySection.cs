using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The equity chart with its buttons for range and scale, and the line that tells the visible range.</summary>
internal static class EquitySection
{
    private static readonly int[] Ranges = [1, 3, 5, 10];

    /// <param name="sentence">The takeaway.</param>
    /// <param name="years">Length of the run; only shorter ranges get a button.</param>
    public static Html Render(string sentence, double years)
    {
        var content = Html.Of($"""
            {PageSection.Plot("chart-equity", $"Equity over time. {sentence}", "tall")}
            <p class="in-view" id="in-view" aria-live="polite"></p>
            """);
        return PageSection.Render("Equity", Html.Of($"{sentence}"), content, "block joined", Controls(years));
    }

    private static Html Controls(double years)
    {
        int[] shorter = [.. Ranges.Where(range => range < years - 0.1)];
        var ranges = shorter.Select(range => Html.Of($"""<button type="button" data-years="{range}" aria-pressed="false">{range}y</button>"""));
        var all = Html.Of($"""<button type="button" data-years="0" aria-pressed="true">All</button><span class="gap"></span>""");
        return Html.Of($"""
            <div class="controls">
            {Html.When(shorter.Length > 0, () => Html.Of($"{ranges}{all}"))}
            <button type="button" data-scale="linear">Linear</button><button type="button" data-scale="log">Log</button>
            </div>
            """);
    }
}
