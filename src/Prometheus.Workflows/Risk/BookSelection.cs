using System.Globalization;
using Prometheus.Core.Options;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Risk;

/// <summary>Which stored target books a command is about.</summary>
public sealed record BookSelection
{
    public required string PortfolioId { get; init; }

    public DateOnly? Start { get; init; }

    public DateOnly? End { get; init; }

    /// <summary>At most so many books, the earliest of the first context first; null is all.</summary>
    [Range(1, 1e9, Unit = "books")]
    public int? Limit { get; init; }

    /// <summary>One run; null is every context that has the portfolio.</summary>
    public string? RunId { get; init; }

    /// <summary>The market of a context that is no stored run.</summary>
    public string MarketId { get; init; } = "US_EQ";

    /// <summary>The books, by context, then date.</summary>
    /// <exception cref="NothingMatchedError">There is none.</exception>
    internal IReadOnlyList<TargetBook> Read(Database runtime)
    {
        OptionRules.Require(this);
        if (Start > End)
            throw new UserError(string.Create(CultureInfo.InvariantCulture, $"--end {End:yyyy-MM-dd} lies before --start {Start:yyyy-MM-dd}"));
        var run = RunId is null ? null : RunStore.Find(runtime, RunId).RunId;
        var books = BookStore.ReadBooks(runtime, PortfolioId, Start ?? new DateOnly(1800, 1, 1), End ?? new DateOnly(2999, 12, 31), run);
        if (books.Count == 0)
        {
            throw new NothingMatchedError(string.Create(
                CultureInfo.InvariantCulture,
                $"no target book of portfolio {PortfolioId} is stored{(Start is null ? "" : $" from {Start:yyyy-MM-dd}")}{(End is null ? "" : $" to {End:yyyy-MM-dd}")}{(run is null ? "" : $" in run {run}")}"));
        }

        return Limit is null ? books : books.Take(Limit.Value).ToArray();
    }
}
