using System.IO.Compression;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Quality;
using Xunit;

namespace Prometheus.Tests.Sources;

/// <summary>A temporary folder of price files, and what reading them gives.</summary>
internal sealed class PriceFolder : IDisposable
{
    public const string AlphaVantageHeader = "symbol,timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient";

    public static PriceImportOptions Options { get; } = new() { Suffix = ".US" };

    public string Path { get; } = Directory.CreateTempSubdirectory("prices-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, params string[] lines) => Write(name, string.Join('\n', lines) + "\n");

    public string Write(string name, byte[] bytes)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public string Zip(string name, params (string Entry, string Text)[] entries)
    {
        var file = System.IO.Path.Combine(Path, name);
        using var archive = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return file;
    }

    public static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Optimal))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }

    public static PriceReading Read(string path, PriceImportOptions? options = null)
    {
        using var reader = PriceReader.Open(path, options ?? Options);
        var series = reader.Read().ToArray();
        Assert.Equal(reader.Summary.RowsRead, reader.Summary.RowsKept + reader.Summary.RowsQuarantined + reader.Summary.RowsSkipped);
        return new PriceReading(series, [.. series.SelectMany(s => s.Events), .. reader.LooseEvents], reader.Summary);
    }

    public ImportedSeries ReadOne(string header, params string[] rows) => Assert.Single(Read(Write("AAA.csv", [header, .. rows])).Series);

    public static string SentenceOf(string path, PriceImportOptions? options = null)
    {
        var error = Assert.Throws<UserError>(() => Read(path, options));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}

internal sealed record PriceReading(IReadOnlyList<ImportedSeries> Series, IReadOnlyList<QualityEvent> Events, PriceImportSummary Summary);
