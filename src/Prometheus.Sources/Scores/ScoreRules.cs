using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Scores;

/// <summary>What a row of scores has to meet; a row breaks at most one rule, the first. All codes begin with <c>score_</c>.</summary>
public static class ScoreRules
{
    /// <summary>What tells these rules from those of prices.</summary>
    public const string Prefix = "score_";

    internal static QualityRule Ragged { get; } = Of("ragged_row", "as many fields as the header");

    internal static QualityRule Instrument { get; } = Of("unknown_instrument", "an instrument of the market");

    internal static QualityRule Date { get; } = Of("bad_date", "a date yyyy-MM-dd or yyyyMMdd");

    internal static QualityRule KnownOn { get; } = Of("bad_known_on", "the date the score became known, yyyy-MM-dd or yyyyMMdd");

    internal static QualityRule Number { get; } = Of("bad_number", "a finite number of at most 1e15");

    internal static QualityRule Repeated { get; } = Of("repeated_key", "one score a name, date and day of knowledge");

    private static QualityRule Of(string code, string expectation) => new(Prefix + code, QualitySeverity.Error, QualityFlags.None, expectation);
}
