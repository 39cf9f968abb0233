using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Records;

/// <summary>What a row of texts or fundamentals has to meet; a row breaks at most one rule, the first. All codes begin with <c>fact_</c>.</summary>
public static class FactRules
{
    /// <summary>What tells these rules from those of prices.</summary>
    public const string Prefix = "fact_";

    internal static QualityRule Unreadable { get; } = Of("unreadable", "a row with the header's fields, or a JSON object");

    internal static QualityRule Timestamp { get; } = Of("bad_timestamp", "a time with its zone, for example 2020-03-02T14:30:00Z");

    internal static QualityRule DateAlone { get; } = Of("date_without_time", "a time with its zone (or --date-only, which takes a date as the end of its day)");

    internal static QualityRule Covered { get; } = Of("outside_calendar", "a date in the years of the market's calendar");

    internal static QualityRule Date { get; } = Of("bad_date", "a date yyyy-MM-dd or yyyyMMdd");

    internal static QualityRule Number { get; } = Of("bad_number", "a finite number");

    internal static QualityRule Missing { get; } = Of("missing_value", "a value");

    internal static QualityRule Frequency { get; } = Of("bad_frequency", "ANNUAL, QUARTERLY or TTM");

    internal static QualityRule KnownOn { get; } = Of("known_too_early", "known on or after the day it was published");

    internal static QualityRule ReportDate { get; } = Of("reported_too_early", "a report date after the end of the period");

    internal static QualityRule Repeated { get; } = Of("repeated_key", "one content a key");

    private static QualityRule Of(string code, string expectation) => new(Prefix + code, QualitySeverity.Error, QualityFlags.None, expectation);
}
