using Prometheus.Bench.Floors;
using Prometheus.Bench.Harness;
using Prometheus.Core.Markets;
using Prometheus.Databases;

namespace Prometheus.Bench.Worlds;

/// <summary>What the groups share: the market, its CSV file and its databases, each made when first asked for and gone when disposed.</summary>
internal sealed class BenchWorld : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prometheus-bench-");
    private readonly Dictionary<DatabaseEngine, BenchDatabases> _databases = [];
    private readonly Lazy<Market> _market;
    private readonly Lazy<string> _csv;
    private readonly Lazy<IReadOnlyDictionary<DateOnly, int>> _rowOfDate;

    public BenchWorld(BenchOptions options)
    {
        Options = options;
        _market = new(() => RandomMarket.Create(options.Names, options.Sessions));
        _csv = new(WriteCsv);
        _rowOfDate = new(() => Market.Sessions.Dates.ToArray().Select((date, row) => (date, row)).ToDictionary(p => p.date, p => p.row));
    }

    public BenchOptions Options { get; }

    public Market Market => _market.Value;

    /// <summary>All bars of the market in one file.</summary>
    public string Csv => _csv.Value;

    /// <summary>Row of a session's date: what a reader into pre-sized arrays knows beforehand.</summary>
    public IReadOnlyDictionary<DateOnly, int> RowOfDate => _rowOfDate.Value;

    /// <summary>F_csv on this market.</summary>
    public Contender CsvContender => Contender.Of("F_csv", () => CsvFloor.Parse(Csv, RowOfDate, Options.Names), () => _ = Csv);

    /// <summary>The databases of one engine, empty at first.</summary>
    public BenchDatabases On(DatabaseEngine engine)
    {
        if (!_databases.TryGetValue(engine, out var databases))
            _databases[engine] = databases = BenchDatabases.Create(engine, Options.Server, _folder.CreateSubdirectory(engine.ToString()).FullName);
        return databases;
    }

    /// <summary>The same with the market's prices imported.</summary>
    public BenchDatabases WithPrices(DatabaseEngine engine)
    {
        var databases = On(engine);
        if (databases.Pair.Historical.Scalar<long>("SELECT COUNT(*) FROM price_series") == 0)
            databases.Import(Csv);
        return databases;
    }

    public void Dispose()
    {
        foreach (var databases in _databases.Values)
            databases.Dispose();
        _folder.Delete(recursive: true);
    }

    private string WriteCsv()
    {
        var path = Path.Combine(_folder.FullName, "prices.csv");
        CsvFile.Write(Market, path);
        return path;
    }
}
