namespace Prometheus.Databases;

/// <summary>The tables that are no results.</summary>
public static class TableRoles
{
    private static readonly HashSet<string> Sources = new(
        [
            "prices_daily", "price_series", "price_tiles", "market_sessions", "corporate_actions", "price_changes", "price_series_changes", "data_quality_events",
            "series_daily", "series_changes", "factors_daily", "news_articles", "news_links", "filings", "earnings_calls", "macro_events",
            "financial_statements", "fundamental_ratios", "imported_scores", "markets", "regions", "issuers", "instruments", "instrument_facts", "strategies", "portfolios",
        ],
        StringComparer.Ordinal);

    /// <summary>Lean rows that are written and read only together with those of the table that says what they are about are among them.</summary>
    private static readonly HashSet<string> Bookkeeping = new(
        [
            "job_units", "schema_migrations", "makings", "making_inputs", "artefacts", "superseded_runs", "import_files", "models", "text_vector_cache", "sqlite_master", "pg_class", "incoming_rows",
            "names", "universe_candidates", "universe_fact_sets", "universe_facts", "assessment_scores",
        ],
        StringComparer.Ordinal);

    /// <summary>The table whose rows say what the rows of another are about, and the column that leads to them; null for a table that says it itself.</summary>
    public static (string Table, string Column)? ParentOf(string table) => table switch
    {
        "news_links" => ("news_articles", "article_id"),
        _ when table.StartsWith("book_", StringComparison.Ordinal) && table != "book_targets" => ("books", "book_key"),
        _ => null,
    };

    public static TableRole Of(string table)
        => Sources.Contains(table) ? TableRole.Source : Bookkeeping.Contains(table) || table.StartsWith("pg_", StringComparison.Ordinal) || table.StartsWith("legacy_", StringComparison.Ordinal) || table.StartsWith("pragma_", StringComparison.Ordinal) ? TableRole.Bookkeeping : TableRole.Result;
}

/// <summary>What a table is to those who ask what follows from what.</summary>
public enum TableRole
{
    /// <summary>Computed from other tables; a table that is not named here is one.</summary>
    Result,

    /// <summary>Filled by imports, or names the things that results are about.</summary>
    Source,

    /// <summary>Jobs, migrations, artefacts, and caches whose hits equal a fresh computation.</summary>
    Bookkeeping,
}
