using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The parts of the page that are read, not seen: drawdowns, names, costs, data card, metrics, options.</summary>
internal static class TearsheetTables
{
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static Html Drawdowns(TearsheetModel model)
    {
        var rows = model.WorstDrawdowns.Select((spell, i) => Html.Of($"""
            <tr><td class="spare">{i + 1}</td><td class="left">{NumberText.Date(spell.Start)}</td><td class="left">{NumberText.Date(spell.Trough)}</td><td class="left">{(spell.End is { } end ? NumberText.Date(end) : "not yet")}</td><td class="loss">{NumberText.Percent(spell.Depth)}</td><td class="spare">{spell.SessionsDown}</td><td>{spell.Sessions}</td></tr>
            """));
        return Section("Worst drawdowns", "From peak to trough to recovery.", Html.Of($"""
            <div class="scroll"><table>
            <thead><tr><th scope="col" class="spare">#</th><th scope="col" class="left">Peak</th><th scope="col" class="left">Trough</th><th scope="col" class="left">Recovered</th><th scope="col">Depth</th><th scope="col" class="spare">Sessions down</th><th scope="col">Sessions</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
            """));
    }

    public static Html Months(TearsheetModel model)
    {
        var rows = model.Years.Zip(model.BenchmarkYears, (year, other) =>
        {
            var cells = Enumerable.Range(1, 12).Select(m =>
            {
                var found = model.Months.Where(r => r.Year == year.Year && r.Month == m).Select(r => NumberText.Percent(r.Return)).FirstOrDefault("");
                return Html.Of($"<td>{found}</td>");
            });
            return Html.Of($"""<tr><th scope="row">{NumberText.Fixed(year.Year, 0).Replace(",", "", StringComparison.Ordinal)}</th>{cells}<td class="changed">{NumberText.Percent(year.Return)}</td><td>{NumberText.Percent(year.Return - other.Return)}</td></tr>""");
        });
        return Html.Of($"""
            <table class="months"><thead><tr><th scope="col">Year</th>{MonthNames.Select(m => Html.Of($"""<th scope="col">{m}</th>"""))}<th scope="col">Year</th><th scope="col">Excess</th></tr></thead><tbody>{rows}</tbody></table>
            """);
    }

    public static Html Names(TearsheetModel model)
    {
        var profits = model.Profits;
        if (profits.Names == 0)
            return Html.Empty;
        var currency = model.Identity.Currency;
        var largest = profits.Best.Concat(profits.Worst).Select(p => Math.Abs(p.Total)).DefaultIfEmpty(0).Max();
        return Html.Of($"""
            <section class="block">
            <div class="caption"><h2>Names that made and lost the money</h2><p class="takeaway">{profits.Profitable} of {profits.Names} names earned something. Profits in {currency}, after costs, before dividends; shares are of the initial cash.</p></div>
            <div class="row">
            {NameTable("Most earned", profits.Best, largest, model)}
            {NameTable("Most lost", profits.Worst, largest, model)}
            </div>
            </section>
            """);
    }

    public static Html CostTotals(TearsheetModel model)
    {
        var (costs, profits, initial) = (model.Costs, model.Profits, model.Identity.InitialCash);
        (string Label, string Amount, string Share)[] rows =
        [
            ("Profit of all names, after costs", NumberText.Money(profits.FromNames), NumberText.SignedPercent(profits.FromNames / initial)),
            ("Dividends received", NumberText.Money(profits.Dividends), NumberText.SignedPercent(profits.Dividends / initial)),
            ("Other: fractions of split shares, rounding", NumberText.Money(profits.Other), NumberText.SignedPercent(profits.Other / initial)),
        ];
        (string Label, string Amount, string Share)[] paid =
        [
            ("Commission", NumberText.Money(costs.Commission), NumberText.Percent(costs.Commission / initial)),
            ("Slippage", NumberText.Money(costs.Slippage), NumberText.Percent(costs.Slippage / initial)),
            ($"Traded value, {NumberText.Count(costs.Fills)} trades", NumberText.Money(costs.TradedValue), NumberText.Percent(costs.TradedValue / initial, 0)),
        ];
        var change = model.Daily.Equity[^1] - initial;
        return Section("Where the equity came from", $"In {model.Identity.Currency} and of the initial cash.", Html.Of($"""
            <div class="scroll"><table><tbody>{rows.Select(AmountRow)}
            <tr class="total"><th scope="row">Change of equity</th><td>{NumberText.Money(change)}</td><td>{NumberText.SignedPercent(change / initial)}</td></tr>
            <tr class="group"><th scope="rowgroup" colspan="3">Paid for trading, contained in the above</th></tr>
            {paid.Select(AmountRow)}</tbody></table></div>
            """));
    }

    public static Html DataCard(TearsheetModel model)
    {
        var card = model.Card;
        var further = model.Caveats.Except(TearsheetMasthead.Shown(model)).ToArray();
        (string Label, string Text)[] rows =
        [
            ("Instruments with data", NumberText.Count(card.Instruments)),
            ("Of them delisted", NumberText.Count(card.DelistedInstruments)),
            ("Survivorship", CaveatRules.Sentence(card.SurvivorshipNote)),
            ("Price bases", string.Join(", ", card.PriceBases)),
            ("Sectors", model.Sectors.IsUnknown ? "none known" : card.SectorsPointInTime ? "point-in-time" : "not point-in-time"),
            ("Level filters skipped", $"{NumberText.Count(card.LevelFiltersSkipped)} candidate-days"),
            ("Implied distributions", NumberText.Count(card.ImpliedDistributions)),
            ("Facts without a date", NumberText.Count(card.AssumedFacts)),
            ("Rows refused, flagged at import", $"{NumberText.Count(card.QuarantinedRows)}, {NumberText.Count(card.FlaggedRows)}"),
            ("Positions held without a close", $"{NumberText.Count(card.StalePositionSessions)} position-sessions"),
            ("Delistings without a stated return", NumberText.Count(card.DelistingsWithoutReturn)),
            ("Risk-free rate", CaveatRules.Sentence(card.RiskFreeNote ?? "given")),
        ];
        return Html.Of($"""
            <section class="block" id="data-card">
            <div class="caption"><h2>Data card</h2><p class="takeaway">What the numbers stand on.</p></div>
            <table class="definition"><tbody>{rows.Select(r => Html.Of($"""<tr><th scope="row">{r.Label}</th><td class="wrap">{r.Text}</td></tr>"""))}</tbody></table>
            {Html.When(further.Length > 0, () => Html.Of($"""<h3 style="margin:18px 0 6px">Further caveats</h3><ul class="caveats">{further.Select(TearsheetMasthead.CaveatLine)}</ul>"""))}
            </section>
            """);
    }

    public static Html Metrics(TearsheetModel model)
    {
        if (model.Metrics.Length == 0)
            return Html.Empty;
        var rows = model.Metrics.Select(m => Html.Of($"""<tr title="{m.Key}"><th scope="row" class="wrap">{m.Label}</th><td>{NumberText.Of(m.Value, m.Format)}{(m.Format == NumberFormat.Money && !double.IsNaN(m.Value) ? " " + model.Identity.Currency : "")}</td></tr>"""));
        return Long("All metrics", "As stored in metrics_json.", Html.Of($"""<div class="columns"><table class="definition numbers"><tbody>{rows}</tbody></table></div>"""));
    }

    public static Html Options(TearsheetModel model)
    {
        var changed = model.Options.Count(o => o.Default is not null);
        var sentence = changed == 0 ? "All at their defaults." : $"{NumberText.Count(changed)} of {NumberText.Count(model.Options.Length)} differ from the defaults, in bold.";
        var rows = model.Options.Select(o => Html.Of($"""
            <tr><th scope="row" class="wrap mono">{o.Path}</th><td class="wrap mono {(o.Default is null ? "" : "changed")}">{o.Value}{Html.When(o.Default is not null, () => Html.Of($""" <span class="was">default {o.Default}</span>"""))}</td></tr>
            """));
        var id = model.Identity;
        (string Label, string Text)[] ids =
        [
            ("sleeve", id.Sleeve.SleeveId),
            ("strategy", id.Sleeve.StrategyId),
            ("market", id.Sleeve.MarketId),
            ("universe", id.Sleeve.UniverseId),
            ("portfolio", id.Sleeve.PortfolioId),
            ("assessment", id.Sleeve.AssessmentStrategyId),
            ("start … end", $"{NumberText.Date(id.Start)} … {NumberText.Date(id.End)}"),
            ("benchmark", id.Benchmark),
        ];
        return Long("Options", sentence, Html.Of($"""
            <div class="columns"><table class="definition options"><tbody>{ids.Select(r => Html.Of($"""<tr><th scope="row" class="mono">{r.Label}</th><td class="wrap mono">{r.Text}</td></tr>"""))}{rows}</tbody></table></div>
            <p style="margin-top:14px"><button type="button" class="plain-button" id="download">Daily numbers as CSV</button></p>
            """));
    }

    private static Html NameTable(string title, InstrumentProfit[] names, double largest, TearsheetModel model)
    {
        var initial = model.Identity.InitialCash;
        var rows = names.Select(p => Html.Of($"""
            <tr><th scope="row">{p.InstrumentId}</th><td>{NumberText.Money(p.Realized)}</td><td>{NumberText.Money(p.Unrealized)}</td><td class="bar {(p.Total < 0 ? "loss-bar" : "")}">{NumberText.Money(p.Total)}<i style="width:{NumberText.Fixed(100 * Math.Abs(p.Total) / largest, 1)}%"></i></td><td>{NumberText.SignedPercent(p.Total / initial, 2)}</td></tr>
            """));
        return Html.Of($"""
            <div class="scroll"><table><thead><tr><th scope="col">{title}</th><th scope="col">Realised</th><th scope="col">Unrealised</th><th scope="col">Profit</th><th scope="col">Share</th></tr></thead><tbody>{rows}</tbody></table>{Html.When(names.Length == 0, () => Html.Of($"""<p class="absent">None.</p>"""))}</div>
            """);
    }

    private static Html AmountRow((string Label, string Amount, string Share) row)
        => Html.Of($"""<tr><th scope="row" class="wrap">{row.Label}</th><td>{row.Amount}</td><td>{row.Share}</td></tr>""");

    private static Html Section(string title, string sentence, Html content, string css = "block") => Html.Of($"""
        <section class="{css}"><div class="caption"><h2>{title}</h2><p class="takeaway">{sentence}</p></div>
        {content}
        </section>
        """);

    private static Html Long(string title, string sentence, Html content) => Section(title, sentence, content, "block long");
}
