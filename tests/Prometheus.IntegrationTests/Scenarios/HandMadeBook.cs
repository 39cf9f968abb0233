using Prometheus.Databases;

namespace Prometheus.IntegrationTests.Scenarios;

/// <summary>Target books put into a store by hand, as the product's own rows.</summary>
internal static class HandMadeBook
{
    public static void Save(DatabaseTransaction unit, string context, string portfolioId, DateOnly date, IReadOnlyList<string> names, IReadOnlyList<double> weights)
    {
        var known = unit.Query<int>("SELECT book_key FROM books WHERE context = @context AND portfolio_id = @portfolioId", new { context, portfolioId });
        var book = known.Count > 0 ? known[0] : unit.NewKeys("books", "book_key", 1)[0];
        if (known.Count == 0)
        {
            unit.Execute(
                "INSERT INTO books (book_key, book_name, context, portfolio_id, strategy_id, mode) VALUES (@book, @name, @context, @portfolioId, 'S', 'LIVE')",
                new { book, name = $"{context}:{portfolioId}", context, portfolioId });
        }

        var day = date.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        unit.Execute("INSERT INTO book_sessions (book_key, day, as_of_date) VALUES (@book, @day, @date)", new { book, day, date });
        unit.Execute("INSERT INTO book_decisions (book_key, day, targets) VALUES (@book, @day, @targets)", new { book, day, targets = names.Count });
        var keys = NameKeys.Of(unit, names);
        for (var i = 0; i < names.Count; i++)
        {
            unit.Execute(
                "INSERT INTO book_weights (book_key, day, name_key, target_weight) VALUES (@book, @day, @name, @weight)",
                new { book, day, name = keys[names[i]], weight = weights[i] });
        }
    }
}
