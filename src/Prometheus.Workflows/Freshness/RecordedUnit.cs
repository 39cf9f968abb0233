using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Jobs;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Freshness;

/// <summary>A finished unit of a market's or region's sessions.</summary>
/// <param name="Inputs">What it read of the market, so that it can be looked at again; null where it read other things only.</param>
/// <param name="InputsDigest">Of what it read of the market.</param>
internal sealed record RecordedUnit(
    string Job, string Kind, string MarketId, string OptionsHash, DateOnly Start, DateOnly End, MarketReads? Inputs, string InputsDigest)
{
    /// <summary>Null for units of another kind, such as those of a run or a scenario set.</summary>
    public static RecordedUnit? From(FinishedUnit unit)
    {
        var parts = unit.UnitKey.Split('|');
        if (parts.Length != 4 || MarketCatalog.All.FirstOrDefault(m => m.MarketId == parts[2] || m.Region == parts[2]) is not { } market)
            return null;

        // Behind the digest of the market may stand one of other things that were read.
        var digest = unit.InputsDigest.Split(' ')[0];
        var dates = parts[1].Split("..");
        return dates.Length == 2 && DateOf(dates[0]) is { } start && DateOf(dates[1]) is { } end
            ? new RecordedUnit(unit.JobKey, parts[0], market.MarketId, parts[3], start, end, UnitDigest.InputsOf(digest), digest)
            : null;
    }

    public bool Contains(RecordedUnit other) => Start <= other.Start && other.End <= End;

    private static DateOnly? DateOf(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
