using System.Globalization;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Risk;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Joint;

/// <summary>
/// Encodes stored target books of every context: a book's window is what its weights would have made, through the fits of its market's names. One
/// unit a market and calendar year.
/// </summary>
public static class BackfillPortfolioEmbeddings
{
    /// <param name="portfolios">Empty is all.</param>
    /// <param name="marketId">The market of a context that is no stored run.</param>
    /// <param name="limit">At most so many books, by portfolio, context and date; null is all.</param>
    /// <exception cref="NothingMatchedError">No target book in the selection.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        IReadOnlyCollection<string> portfolios,
        string marketId,
        int? limit,
        NumericOptions options,
        DateOnly start,
        DateOnly end,
        JobContext jobs)
    {
        var books = Books(databases.Runtime, portfolios, marketId, start, end).Take(limit is { } most ? Guard.AtLeast(most, 1, "--limit") : int.MaxValue).ToArray();
        if (books.Length == 0)
            throw new NothingMatchedError($"no target book{(portfolios.Count == 0 ? "" : $" of {string.Join(", ", portfolios)}")} is stored in that range");
        var (done, skipped, rows, cancelled) = (0, 0, 0L, false);
        var markets = books.GroupBy(b => b.MarketId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Books: g.ToArray(), Market: MarketLoader.Load(databases, new MarketLoadOptions { MarketId = g.Key, End = g.Max(b => b.Row.AsOfDate), Reads = VectorStates.BookWindows.Usual.Reads }, jobs.Cancellation)))
            .ToArray();
        foreach (var (own, market) in markets)
        {
            var outcome = Encode(databases, market, own, options, jobs);
            (done, skipped, rows, cancelled) = (done + outcome.Done, skipped + outcome.Skipped, rows + outcome.Rows, cancelled || outcome.WasCancelled);
        }

        return new JobOutcome(done, skipped, rows, cancelled);
    }

    private static JobOutcome Encode(
        DatabasePair databases, Market market, Book[] books, NumericOptions options, JobContext jobs)
    {
        var entities = new Lazy<MarketEntities>(() => MarketEntities.Of(market));
        var state = new Lazy<NumericState>(() => NumericEngine.Fit(entities.Value, NumericModel.Portfolio, options, jobs.Workers, jobs.Cancellation));
        var modelId = NumericModels.IdOf(NumericModel.Portfolio, options);
        var asked = StableId.Of(modelId, NumericModels.WindowSpec(options.WindowSessions), string.Join(',', books.Select(b => b.EntityId).Distinct().Order(StringComparer.Ordinal)));
        var years = YearUnit.Of(market, books.Min(b => b.Row.AsOfDate), "books", asked, VectorStates.BookWindows.Usual.Reads)
            .Select(y => (Year: y, Books: books.Where(b => market.Sessions.IndexOf(b.Row.AsOfDate) is var t && t >= y.First && t <= y.Last).ToArray()))
            .Where(y => y.Books.Length > 0)
            .ToDictionary(y => y.Year.Unit with { InputsDigest = StableId.Of(y.Year.Unit.InputsDigest, BooksDigest(y.Books)) }, y => y.Books);
        return jobs.Run(databases.Historical, new Job<IReadOnlyList<(EntitySeries Series, NumericBlock Block)>>
        {
            Key = $"embed books {market.Definition.MarketId} {modelId}",
            Units = [.. years.Keys],
            Compute = (unit, token) => Blocks(market, entities.Value, state.Value, years[unit], token),
            Save = (transaction, unit, blocks) => blocks.Sum(b => NumericEmbeddingStore.Save(
                transaction, state.Value, b.Series, market.Sessions, RangeOf(market, b.Series, b.Block), [b.Block])),
        });
    }

    /// <summary>One block a session, its books in the order of their ids.</summary>
    private static List<(EntitySeries, NumericBlock)> Blocks(Market market, MarketEntities entities, NumericState state, Book[] books, CancellationToken cancellation)
    {
        var blocks = new List<(EntitySeries, NumericBlock)>();
        foreach (var day in books.GroupBy(b => b.Row.AsOfDate).OrderBy(g => g.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            var held = day.OrderBy(b => b.EntityId, StringComparer.Ordinal).ToArray();
            var series = entities.Books([.. held.Select(b => b.EntityId)], [.. held.Select(b => HoldingsOf(market, b.Row))]);
            var session = BookColumns.SessionOf(market, held[0].Row);
            blocks.Add((series, NumericEngine.Encode(state, series, session, session + 1, workers: 1, cancellation)));
        }

        return blocks;
    }

    private static IReadOnlyList<(int Instrument, double Weight)> HoldingsOf(Market market, TargetBook row)
    {
        var (columns, weights) = BookColumns.Of(market, row);
        return [.. columns.Zip(weights)];
    }

    private static NumericRange RangeOf(Market market, EntitySeries series, NumericBlock block)
        => new(market.Definition.MarketId, market.Sessions[block.First], market.Sessions[block.First]) { Entities = series.Ids };

    private static IEnumerable<Book> Books(Database runtime, IReadOnlyCollection<string> portfolios, string marketId, DateOnly start, DateOnly end)
    {
        var markets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var portfolio in BookStore.Portfolios(runtime, start, end).Where(p => portfolios.Count == 0 || portfolios.Contains(p)))
        {
            foreach (var row in BookStore.ReadBooks(runtime, portfolio, start, end, null))
            {
                if (!markets.TryGetValue(row.Context, out var market))
                    markets[row.Context] = market = RunStore.TryFind(runtime, row.Context)?.MarketId ?? marketId;
                yield return new Book($"{row.Context}:{portfolio}", market, row);
            }
        }
    }

    private static string BooksDigest(Book[] books)
        => StableId.Of([.. books.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.EntityId} {b.Row.AsOfDate:yyyy-MM-dd} {string.Join(' ', b.Row.Instruments)} {string.Join(' ', b.Row.Weights)}")).Order(StringComparer.Ordinal)]);

    private sealed record Book(string EntityId, string MarketId, TargetBook Row);
}
