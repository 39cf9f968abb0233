using Prometheus.Core.Fundamentals;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Fundamentals;

/// <summary>A kind of file, told by its header.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Frequency">Of all rows; null where a column or the user tells it.</param>
/// <param name="Scale">Currency units an amount stands for.</param>
/// <param name="HasShortDates">Dates are written dd-MM-yy.</param>
/// <param name="IsLong">One row an item instead of one column an item.</param>
internal sealed record StatementLayout(string Name, StatementFrequency? Frequency, double Scale, bool HasShortDates, bool IsLong)
{
    public static StatementLayout Of(RecordFile file, RecordColumns columns)
    {
        var names = (file.Header ?? []).Select(HeaderName.Simplify).ToHashSet(StringComparer.Ordinal);
        if (names.Contains("tickersymbol") && names.Contains("periodending"))
            return new StatementLayout("nyse-annual", StatementFrequency.Annual, 1, HasShortDates: true, IsLong: false);
        if (names.Contains("copany"))
            return new StatementLayout("simfin-ttm", StatementFrequency.Ttm, 1e6, HasShortDates: false, IsLong: false);
        return file.Header is not null && columns.Has("item") && columns.Has("value")
            ? new StatementLayout("long", null, 1, HasShortDates: false, IsLong: true)
            : new StatementLayout("wide", null, 1, HasShortDates: false, IsLong: false);
    }
}
