using Prometheus.Core.Metrics;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The parts of the page that are read, not seen: drawdowns, names, costs, data card, metrics, options.</summary>
internal static class TearsheetTables
{
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static Html Drawdowns(TearsheetModel model)
    {
        HtmlColumn[] columns =
        [
            new("#", "spare"), new("Peak", "left"), new("Trough", "left"), new("Recovered", "left"),
            new("Depth", "loss"), new("Sessions down", "spare"), new("Sessions"),
        ];
        var rows = model.WorstDrawdowns.Select((spell, i) => Cells(
            NumberText.Count(i + 1),
            NumberText.Date(spell.Start),
            NumberText.Date(spell.Trough),
            spell.End is { } end ? NumberText.Date(end) : "not yet",
            NumberText.Percent(spell.Depth),
            NumberText.Count(spell.SessionsDown),
            NumberText.Count(spell.Sessions)));
        return PageSection.Render("Worst drawdowns", "From peak to trough to recovery.", HtmlTable.Render(columns, rows));
    }

    public static Html Months(TearsheetModel model)
    {
        HtmlColumn[] columns = [new("Year"), .. MonthNames.Select(m => new HtmlColumn(m)), new("Year", "changed"), new("Excess")];
        var byMonth = model.Months.ToDictionary(m => (m.Year, m.Month), m => NumberText.Percent(m.Return));
        var rows = model.Years.Zip(model.BenchmarkYears, (year, other) => Cells(
        [
            NumberText.Date(new DateOnly(year.Year, 1, 1))[..4],
            .. Enumerable.Range(1, 12).Select(month => byMonth.GetValueOrDefault((year.Year, month), "")),
            NumberText.Percent(year.Return),
            NumberText.Percent(year.Return - other.Return),
        ]));
        return HtmlTable.Render(columns, rows, "months");
    }

    public static Html Names(TearsheetModel model)
    {
        var profits = model.Profits;
        if (profits.Names == 0)
            return Html.Empty;
        var largest = profits.Best.Concat(profits.Worst).Select(p => Math.Abs(p.Total)).DefaultIfEmpty(0).Max();
        return PageSection.Render(
            "Names that made and lost the money",
            $"{NumberText.Count(profits.Profitable)} of {NumberText.Count(profits.Names)} names earned something. "
                + $"Profits in {model.Identity.Currency}, after costs, before dividends; shares are of the initial cash.",
            Html.Of($"""
                <div class="row">
                {NameTable("Most earned", profits.Best, largest, model.Identity.InitialCash)}
                {NameTable("Most lost", profits.Worst, largest, model.Identity.InitialCash)}
                </div>
                """));
    }

    public static Html CostTotals(TearsheetModel model)
    {
        var (costs, profits, initial) = (model.Costs, model.Profits, model.Identity.InitialCash);
        var change = model.Daily.Equity[^1] - initial;
        Html Row(string label, double amount, string share, string css = "") => Html.Of($"""
            <tr class="{css}"><th scope="row" class="wrap">{label}</th><td>{NumberText.Money(amount)}</td><td>{share}</td></tr>
            """);
        return PageSection.Render("Where the equity came from", $"In {model.Identity.Currency} and of the initial cash.", Html.Of($"""
            <div class="scroll"><table><tbody>
            {Row("Profit of all names, after costs", profits.FromNames, NumberText.SignedPercent(profits.FromNames / initial))}
            {Row("Dividends received", profits.Dividends, NumberText.SignedPercent(profits.Dividends / initial))}
            {Row("Other: fractions of split shares, rounding", profits.Other, NumberText.SignedPercent(profits.Other / initial))}
            {Row("Change of equity", change, NumberText.SignedPercent(change / initial), "total")}
            <tr class="group"><th scope="rowgroup" colspan="3">Paid for trading, contained in the above</th></tr>
            {Row("Commission", costs.Commission, NumberText.Percent(costs.Commission / initial))}
            {Row("Slippage", costs.Slippage, NumberText.Percent(costs.Slippage / initial))}
            {Row($"Traded value, {NumberText.Count(costs.Fills)} trades", costs.TradedValue, NumberText.Percent(costs.TradedValue / initial, 0))}
            </tbody></table></div>
            """));
    }

    public static Html DataCard(TearsheetModel model)
    {
        var card = model.Card;
        var sectors = model.Sectors.IsUnknown ? "none known" : card.SectorsPointInTime ? "point-in-time" : "not point-in-time";
        (string, string)[] rows =
        [
            ("Instruments with data", NumberText.Count(card.Instruments)),
            ("Of them delisted", NumberText.Count(card.DelistedInstruments)),
            ("Survivorship", CaveatRules.Sentence(card.SurvivorshipNote)),
            ("Price bases", string.Join(", ", card.PriceBases)),
            ("Sectors", sectors),
            ("Level filters skipped", $"{NumberText.Count(card.LevelFiltersSkipped)} candidate-days"),
            ("Implied distributions", NumberText.Count(card.ImpliedDistributions)),
            ("Facts without a date", NumberText.Count(card.AssumedFacts)),
            ("Rows refused, flagged at import", $"{NumberText.Count(card.QuarantinedRows)}, {NumberText.Count(card.FlaggedRows)}"),
            ("Positions held without a close", $"{NumberText.Count(card.StalePositionSessions)} position-sessions"),
            ("Delistings without a stated return", NumberText.Count(card.DelistingsWithoutReturn)),
            ("Risk-free rate", CaveatRules.Sentence(card.RiskFreeNote ?? "given")),
        ];
        Caveat[] further = [.. model.Caveats.Except(TearsheetMasthead.Shown(model))];
        var caveats = Html.When(further.Length > 0, () => Html.Of($"""
            <h3 class="apart">Further caveats</h3><ul class="caveats">{further.Select(TearsheetMasthead.CaveatLine)}</ul>
            """));
        var content = Html.Of($"{DefinitionTable.Render(rows)}{caveats}");
        return PageSection.Render("Data card", Html.Of($"What the numbers stand on."), content, "block", id: "data-card");
    }

    public static Html Metrics(TearsheetModel model)
    {
        if (model.Metrics.Length == 0)
            return Html.Empty;
        var rows = model.Metrics.Select(m =>
        {
            var unit = m.Format == NumberFormat.Money && !double.IsNaN(m.Value) ? " " + model.Identity.Currency : "";
            return (Html.Of($"""<span title="{m.Key}">{m.Label}</span>"""), Html.Of($"{NumberText.Of(m.Value, m.Format)}{unit}"));
        });
        return PageSection.Long("All metrics", "As stored in metrics_json.", Html.Of($"""<div class="columns">{DefinitionTable.Render(rows, "numbers")}</div>"""));
    }

    public static Html Options(TearsheetModel model)
    {
        var (id, sleeve) = (model.Identity, model.Identity.Sleeve);
        (string Label, string Text)[] ids =
        [
            ("sleeve", sleeve.SleeveId),
            ("strategy", sleeve.StrategyId),
            ("market", sleeve.MarketId),
            ("universe", sleeve.UniverseId),
            ("portfolio", sleeve.PortfolioId),
            ("assessment", sleeve.AssessmentStrategyId),
            ("start … end", $"{NumberText.Date(id.Start)} … {NumberText.Date(id.End)}"),
            ("benchmark", id.Benchmark),
        ];
        var rows = ids.Select(i => (Html.Of($"{i.Label}"), Html.Of($"{i.Text}"))).Concat(model.Options.Select(o => (Html.Of($"{o.Path}"), OptionText(o))));
        var changed = model.Options.Count(o => o.Default is not null);
        var sentence = changed == 0
            ? "All at their defaults."
            : $"{NumberText.Count(changed)} of {NumberText.Count(model.Options.Length)} differ from the defaults, in bold.";
        return PageSection.Long("Options", sentence, Html.Of($"""
            <div class="columns">{DefinitionTable.Render(rows, "options mono")}</div>
            <p class="apart"><button type="button" class="plain-button" id="download">Daily numbers as CSV</button></p>
            """));
    }

    private static Html OptionText(OptionLine option) => option.Default is null
        ? Html.Of($"{option.Value}")
        : Html.Of($"""<span class="changed">{option.Value}</span> <span class="was">default {option.Default}</span>""");

    private static Html NameTable(string title, InstrumentProfit[] names, double largest, double initial)
    {
        HtmlColumn[] columns = [new(title), new("Realised"), new("Unrealised"), new("Profit", "bar"), new("Share")];
        var rows = names.Select(name =>
        {
            var bar = $"width:{NumberText.Fixed(100 * Math.Abs(name.Total) / largest, 1)}%";
            return new[]
            {
                Html.Of($"{name.InstrumentId}"),
                Html.Of($"{NumberText.Money(name.Realized)}"),
                Html.Of($"{NumberText.Money(name.Unrealized)}"),
                Html.Of($"""{NumberText.Money(name.Total)}<i class="{(name.Total < 0 ? "loss" : "")}" style="{bar}"></i>"""),
                Html.Of($"{NumberText.SignedPercent(name.Total / initial, 2)}"),
            };
        });
        return names.Length == 0
            ? Html.Of($"""<div><h3>{title}</h3><p class="absent">None.</p></div>""")
            : Html.Of($"<div>{HtmlTable.Render(columns, rows)}</div>");
    }

    private static Html[] Cells(params string[] texts) => [.. texts.Select(text => Html.Of($"{text}"))];
}
