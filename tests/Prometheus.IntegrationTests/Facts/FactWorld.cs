using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Texts;
using Prometheus.Workflows.Facts;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Facts;

/// <summary>A store with prices of AAA, BBB and CCC, and imports of facts into it.</summary>
internal sealed class FactWorld : IDisposable
{
    public FactWorld(DatabaseEngine engine)
    {
        Store = new StoreWorld(engine);
        Store.Import(Store.Write("p.csv", AlphaVantage(["AAA", "BBB", "CCC"], Sessions(new DateOnly(2014, 12, 1), 60), (s, t) => 10 + s + (t % 3))));
    }

    public StoreWorld Store { get; }

    public Database Historical => Store.Historical;

    public void Dispose() => Store.Dispose();

    public ImportFactsSummary News(string text, TextFileOptions? options = null, string file = "news.csv") => ImportNews.Run(Store.Pair, Of(text, options, file));

    public ImportFactsSummary Macro(string text) => ImportMacro.Run(Store.Pair, Of(text, null, "macro.csv"));

    public ImportFactsSummary Filings(string text) => ImportDocuments.Filings(Store.Pair, Of(text, null, "filings.csv"));

    public ImportFactsSummary Transcripts(string text) => ImportDocuments.Transcripts(Store.Pair, Of(text, null, "calls.csv"));

    public ImportFactsSummary Statements(string text, Func<ImportStatementsOptions, ImportStatementsOptions>? with = null)
    {
        var options = new ImportStatementsOptions { Path = Store.Write("statements.csv", text), MarketId = "US_EQ", File = new StatementFileOptions() };
        return ImportStatements.Run(Store.Pair, with?.Invoke(options) ?? options);
    }

    private ImportTextsOptions Of(string text, TextFileOptions? options, string file)
        => new() { Path = Store.Write(file, text), MarketId = "US_EQ", File = options ?? new TextFileOptions() };
}
