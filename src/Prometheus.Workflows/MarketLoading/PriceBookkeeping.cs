using Prometheus.Stores;
using Prometheus.Stores.Tiles;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>Makes sure that what is kept about bars belongs to the bars before anything relies on it.</summary>
public static class PriceBookkeeping
{
    /// <summary>The book of a market, rebuilt from the bars first where its parts disagree.</summary>
    public static PriceInventory ReadInStep(DatabasePair databases, string marketId, CancellationToken cancellation = default)
    {
        var book = PriceInventory.Read(databases.Historical, marketId);
        if (book.Mismatch() is null)
            return book;
        Rebuild(databases, marketId, onlyWhereOutOfStep: true, cancellation);
        return PriceInventory.Read(databases.Historical, marketId);
    }

    /// <summary>Makes series, sessions and tiles of a market anew from its bars. Returns why, or null where another process was faster.</summary>
    public static string? Rebuild(DatabasePair databases, string marketId, bool onlyWhereOutOfStep, CancellationToken cancellation = default)
    {
        using var unit = PriceStore.BeginWriting(databases.Historical);
        var reason = Rebuild(unit, databases.Runtime, marketId, onlyWhereOutOfStep, cancellation);
        if (reason is not null)
            unit.Commit();
        return reason;
    }

    /// <summary>The same inside a transaction that holds the right to write prices.</summary>
    internal static string? Rebuild(DatabaseTransaction unit, Database runtime, string marketId, bool onlyWhereOutOfStep, CancellationToken cancellation)
    {
        var book = PriceInventory.Read(unit, marketId);
        var reason = book.Mismatch();
        if (reason is null && onlyWhereOutOfStep)
            return null;

        // The series may be what is missing, so the instruments of the market are asked for as well.
        var instruments = book.Series.Select(s => s.InstrumentId)
            .Concat(InstrumentStore.ReadMarket(runtime, marketId).Select(i => i.InstrumentId))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        PriceUpkeep.Rebuild(unit, marketId, instruments, cancellation);
        return reason ?? "a tile was damaged";
    }
}
