using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>One date, or a range: <c>--as-of D</c>, <c>--date-range S E</c>, or <c>--start S --end E</c>.</summary>
internal sealed class JointDates
{
    private readonly Option<DateOnly?> _asOf = CommonOptions.OptionalDate("--as-of", "one date (yyyy-MM-dd)");
    private readonly Option<string[]> _range = new("--date-range")
    {
        Description = "first and last date, inclusive (yyyy-MM-dd yyyy-MM-dd)",
        HelpName = "dates",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<DateOnly?> _start = CommonOptions.OptionalDate("--start", "first date of a range, inclusive (yyyy-MM-dd)");
    private readonly Option<DateOnly?> _end = CommonOptions.OptionalDate("--end", "last date of a range, inclusive (yyyy-MM-dd)");

    public IEnumerable<Option> Options => [_asOf, _range, _start, _end];

    /// <exception cref="UserError">Not exactly one way of naming dates, or an end before its start.</exception>
    public (DateOnly Start, DateOnly End) Require(Invocation call)
        => Read(call) ?? throw new UserError("expected either --as-of, or --date-range with two dates, or --start and --end");

    /// <summary>Null where no date was given.</summary>
    public (DateOnly Start, DateOnly End)? Read(Invocation call)
    {
        var (asOf, range, start, end) = (call.Get(_asOf), call.Get(_range) ?? [], call.Get(_start), call.Get(_end));
        if (asOf is not null && (range.Length > 0 || start is not null || end is not null))
            throw new UserError("--as-of cannot stand together with a range of dates");
        if (range.Length > 0 && (start is not null || end is not null))
            throw new UserError("--date-range cannot stand together with --start or --end");
        (DateOnly Start, DateOnly End)? dates = asOf is { } one ? (one, one)
            : range.Length == 2 ? (Date(range[0]), Date(range[1]))
            : start is null && end is null ? null
            : (start ?? new DateOnly(1800, 1, 1), end ?? new DateOnly(2999, 12, 31));
        return dates is { } d && d.End < d.Start
            ? throw new UserError($"the last date {d.End:yyyy-MM-dd} lies before the first date {d.Start:yyyy-MM-dd}")
            : dates;
    }

    private static DateOnly Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw new UserError($"--date-range expects dates yyyy-MM-dd, found '{text}'");
}
