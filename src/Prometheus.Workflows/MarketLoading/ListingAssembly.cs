using System.Globalization;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Stores;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>Turns listing facts into one <see cref="Listing"/> an instrument.</summary>
internal static class ListingAssembly
{
    /// <param name="facts">All facts that hold and are known by the end of the slice; other kinds are passed over.</param>
    /// <remarks>
    /// Of several delistings the one known first counts: a later correction must not undo what was already known, or an earlier row would
    /// depend on it. For the same reason a return counts only where it is known by the day the delisting takes effect: holders are paid that
    /// day, and a return stated later comes too late for it.
    /// </remarks>
    public static Listing[] Assemble(IEnumerable<InstrumentFact> facts, InstrumentAxis instruments)
    {
        var listings = new Listing[instruments.Count];
        var returnKnownOn = new DateOnly[instruments.Count];
        foreach (var fact in facts.OrderBy(f => f.KnownOn).ThenBy(f => f.AsOfDate))
        {
            var column = instruments.IndexOf(fact.InstrumentId);
            if (column < 0)
                continue;
            var listing = listings[column];
            if (fact.Kind == InstrumentFact.DelistingReturn && listing.DelistingReturn is null)
                returnKnownOn[column] = fact.KnownOn;
            listings[column] = fact.Kind switch
            {
                InstrumentFact.Listed => listing with { Listed = listing.Listed ?? DateOf(fact) },
                InstrumentFact.Delisted when listing.Delisted is null => listing with { Delisted = DateOf(fact), DelistingKnownOn = fact.KnownOn },
                InstrumentFact.DelistingReturn => listing with { DelistingReturn = listing.DelistingReturn ?? NumberOf(fact) },
                _ => listing,
            };
        }

        for (var column = 0; column < listings.Length; column++)
        {
            if (listings[column] is { Delisted: { } delisted, DelistingKnownOn: { } known } && returnKnownOn[column] > (delisted > known ? delisted : known))
                listings[column] = listings[column] with { DelistingReturn = null };
        }

        return listings;
    }

    private static DateOnly DateOf(InstrumentFact fact)
        => DateOnly.TryParseExact(fact.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Unreadable(fact, "a date yyyy-MM-dd");

    private static double NumberOf(InstrumentFact fact)
        => double.TryParse(fact.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Unreadable(fact, "a number");

    private static DataError Unreadable(InstrumentFact fact, string expected)
        => new(string.Create(
            CultureInfo.InvariantCulture,
            $"fact {fact.Kind} of {fact.InstrumentId} as of {fact.AsOfDate:yyyy-MM-dd} must be {expected}, found '{fact.Value}'"));
}
