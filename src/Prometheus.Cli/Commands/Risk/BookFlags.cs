using Prometheus.Cli.Hosting;
using Prometheus.Workflows.Risk;

namespace Prometheus.Cli.Commands.Risk;

/// <summary>The flags that select stored target books.</summary>
internal sealed class BookFlags
{
    private readonly Option<string> _portfolio = new("--portfolio-id") { Description = "portfolio", Required = true, HelpName = "id" };
    private readonly Option<DateOnly?> _start = CommonOptions.OptionalDate("--start", "first decision date [first stored]");
    private readonly Option<DateOnly?> _end = CommonOptions.OptionalDate("--end", "last decision date [last stored]");
    private readonly Option<int?> _limit = DeclaredOption.Of<BookSelection, int?>(nameof(BookSelection.Limit), "--limit", "at most so many books [all]", "n");
    private readonly Option<string?> _run = new("--run-id") { Description = "only this run, by its id or its first characters [every context that has the portfolio]", HelpName = "id" };
    private readonly Option<int?> _workers = CommonOptions.Workers();

    public IEnumerable<Symbol> Symbols(params Option[] first) => [_portfolio, .. first, _start, _end, _limit, _run, _workers];

    public int Workers(Invocation call) => call.Workers(_workers);

    public BookSelection Read(Invocation call) => new()
    {
        PortfolioId = call.Get(_portfolio),
        Start = call.Get(_start),
        End = call.Get(_end),
        Limit = call.Get(_limit),
        RunId = call.Get(_run),
    };
}
