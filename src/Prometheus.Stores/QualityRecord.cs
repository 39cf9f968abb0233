using System.Globalization;
using Prometheus.Core.Identity;

namespace Prometheus.Stores;

/// <summary>One hit of a quality rule, as stored.</summary>
/// <param name="Severity"><see cref="Error"/>: the row was refused; <see cref="Warn"/>: it was kept.</param>
/// <param name="InstrumentId">Null where the row did not say whose it is.</param>
/// <param name="Date">Null where the row's date could not be read.</param>
public sealed record QualityRecord(
    string File, int Line, string Rule, string Severity, string? InstrumentId, DateOnly? Date, string Expected, string Found)
{
    public const string Error = "ERROR";
    public const string Warn = "WARN";

    /// <summary>What tells hits of one rule on one line apart.</summary>
    public string EventId => StableId.Of(InstrumentId ?? "", Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Expected, Found);
}
