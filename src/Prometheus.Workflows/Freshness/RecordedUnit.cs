using System.Globalization;
using Prometheus.Jobs;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Freshness;

/// <summary>A finished unit whose inputs can be looked at again: one calendar year of a market, or a part of it.</summary>
internal sealed record RecordedUnit(
    string Job, string Kind, string MarketId, string OptionsHash, DateOnly Start, DateOnly End, UnitInputs Inputs, string InputsDigest)
{
    /// <summary>Null for units of another kind, such as those of a campaign.</summary>
    public static RecordedUnit? From(FinishedUnit unit)
    {
        var parts = unit.UnitKey.Split('|');
        if (parts.Length != 4 || UnitDigest.InputsOf(unit.InputsDigest) is not { } inputs)
            return null;
        var dates = parts[1].Split("..");
        return dates.Length == 2 && DateOf(dates[0]) is { } start && DateOf(dates[1]) is { } end
            ? new RecordedUnit(unit.JobKey, parts[0], parts[2], parts[3], start, end, inputs, unit.InputsDigest)
            : null;
    }

    public bool Contains(RecordedUnit other) => Start <= other.Start && other.End <= End;

    private static DateOnly? DateOf(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
