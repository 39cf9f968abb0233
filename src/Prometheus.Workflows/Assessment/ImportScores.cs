using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Assessment;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Scores;
using Prometheus.Stores;
using Prometheus.Stores.States;

namespace Prometheus.Workflows.Assessment;

/// <summary>
/// Reads a file of the user's own scores and adds them to what is stored of the model; a row with the same name, date and day of knowledge
/// takes the new value. What cannot be used is set aside with its line and reason. Importing twice changes nothing.
/// </summary>
public static class ImportScores
{
    /// <exception cref="UserError">An unreadable file or header, an unknown market, or an id that belongs to our own model.</exception>
    /// <exception cref="NothingMatchedError">The market has no instruments yet.</exception>
    public static ImportScoresSummary Run(DatabasePair databases, ImportScoresOptions options)
    {
        var market = MarketCatalog.Get(options.MarketId);
        Guard.NotBlank(options.StrategyId, "--strategy-id");
        OptionRules.Require(options);
        if (Guard.NotBlank(options.ModelId, "--model-id").StartsWith("assessment-", StringComparison.Ordinal))
            throw new UserError($"model ids that begin with assessment- are our own, found '{options.ModelId}'");
        var instruments = InstrumentStore.ReadMarket(databases.Runtime, market.MarketId).Select(i => i.InstrumentId).ToArray();
        if (instruments.Length == 0)
            throw new NothingMatchedError($"market {market.MarketId} has no instruments: import prices first");

        var file = ScoresFile.Read(options.Path, instruments, options.Suffix ?? market.DefaultSuffix);
        SaveRefused(databases, market, Path.GetFileName(options.Path), instruments, file.Refused);
        return Save(databases, market, options, file);
    }

    private static ImportScoresSummary Save(DatabasePair databases, MarketDefinition market, ImportScoresOptions options, ScoresFile file)
    {
        using var unit = databases.Runtime.Begin();
        var stored = ImportedScoreStore.Read(unit, market.MarketId, options.StrategyId, options.ModelId, options.HorizonDays, DateOnly.MaxValue)
            .Rows.ToDictionary(r => (r.InstrumentId, r.AsOf, r.KnownOn));
        var (added, changed) = (0, 0);
        foreach (var record in file.Records)
        {
            var key = (record.InstrumentId, record.AsOf, record.KnownOn);
            if (!stored.TryGetValue(key, out var before))
                added++;
            else if (before.Score != record.Score)
                changed++;
            stored[key] = new ImportedScore(record.InstrumentId, record.AsOf, record.KnownOn, record.Score);
        }

        if (added + changed > 0)
            ImportedScoreStore.Replace(unit, market, options.StrategyId, options.ModelId, options.HorizonDays, stored.Values);
        unit.Commit();
        return new ImportScoresSummary(file.RowsRead, file.Refused.Count, added, changed, stored.Count);
    }

    private static void SaveRefused(
        DatabasePair databases, MarketDefinition market, string file, IReadOnlyCollection<string> instruments, IReadOnlyList<QualityEvent> refused)
    {
        using var unit = databases.Historical.Begin();
        var records = refused.Select(e => new QualityRecord(e.File, e.Line, e.Rule, QualityRecord.Error, e.InstrumentId, e.Date, e.Expected, e.Found));
        if (QualityStore.Replace(unit, market.MarketId, [file], instruments, records))
            unit.Commit();
    }
}

/// <summary>Which file of scores is imported, and as whose.</summary>
public sealed record ImportScoresOptions
{
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public required string StrategyId { get; init; }

    public required string ModelId { get; init; }

    [Range(1, 2520, Unit = "sessions")]
    public int HorizonDays { get; init; } = 21;

    /// <summary>Ending of ids made from symbols; null is the market's.</summary>
    public string? Suffix { get; init; }
}

/// <summary>What an import of scores came to.</summary>
/// <param name="RowsRead">Rows of the file.</param>
/// <param name="RowsQuarantined">Rows that were refused; <c>data_quality_events</c> says why.</param>
/// <param name="Added">Scores that were not there.</param>
/// <param name="Changed">Scores that were there with another value.</param>
/// <param name="Stored">Scores of the model after the import.</param>
public sealed record ImportScoresSummary(int RowsRead, int RowsQuarantined, int Added, int Changed, int Stored);
