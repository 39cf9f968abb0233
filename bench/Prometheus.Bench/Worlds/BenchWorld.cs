using Prometheus.Bench.Floors;
using Prometheus.Bench.Harness;
using Prometheus.Core.Markets;
using Prometheus.Storage.Databases;

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

    /// <summary>F_csv on this market.</summary>
    public Contender CsvContender => Contender.Of("F_csv", () => CsvFloor.Parse(Csv, _rowOfDate.Value, Options.Names), () => _ = Csv);

    /// <summary>Empty databases of one engine, with the names of the market entered.</summary>
    public BenchDatabases On(DatabaseEngine engine)
    {
        if (!_databases.TryGetValue(engine, out var databases))
            _databases[engine] = databases = BenchDatabases.Create(engine, Options.Server, _folder.CreateSubdirectory(engine.ToString()).FullName, Market);
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
