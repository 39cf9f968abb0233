using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Sources.Prices;
using Xunit;

namespace Prometheus.Tests.Sources.Files;

public sealed class BrokenFilesTests : IDisposable
{
    private const string Good = "Date,Open,High,Low,Close,Volume\n2017-11-09,1,1,1,1,1\n2017-11-10,1,1,1,1,1\n";

    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_truncation_of_a_gzip_file_is_told()
    {
        var whole = PriceFolder.Gzip(Good);
        Assert.Single(PriceFolder.Read(_folder.Write("AAA.csv.gz", whole)).Series);
        for (var length = 0; length < whole.Length; length++)
        {
            var sentence = PriceFolder.SentenceOf(_folder.Write("AAA.csv.gz", whole[..length]));
            Assert.Matches("^(AAA.csv.gz is (damaged|empty|named .gz)|cannot read AAA.csv.gz)", sentence);
        }
    }

    [Fact]
    public void A_flipped_bit_in_compressed_content_is_told()
    {
        var whole = PriceFolder.Gzip(Good);
        for (var i = 10; i < whole.Length; i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x10;
            Assert.Contains("AAA.csv.gz", PriceFolder.SentenceOf(_folder.Write("AAA.csv.gz", damaged)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Joined_gzip_members_padding_and_a_stored_name_are_read()
    {
        var head = PriceFolder.Gzip("Date,Open,High,Low,Close,Volume\n2017-11-09,1,1,1,1,1\n");
        var named = PriceFolder.Gzip("2017-11-10,1,1,1,1,1\n").ToList();
        named[3] |= 8;
        named.InsertRange(10, "name.csv\0"u8.ToArray());
        byte[] joined = [.. head, .. PriceFolder.Gzip(""), .. named, 0, 0, 0];
        Assert.Equal(2, Assert.Single(PriceFolder.Read(_folder.Write("AAA.csv.gz", joined)).Series).Count);
        Assert.Contains("gzip header", SentenceOf([.. joined, 7]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_checksum_in_an_archive_is_told()
    {
        var file = _folder.Zip("all.zip", ("AAA.csv", Good));
        var bytes = File.ReadAllBytes(file);
        var end = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        bytes[end + 16] ^= 1;
        File.WriteAllBytes(file, bytes);
        var sentence = PriceFolder.SentenceOf(file);
        Assert.Contains("all.zip/AAA.csv", sentence, StringComparison.Ordinal);
        Assert.Contains("checksum", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_of_an_archive_is_told()
    {
        var whole = File.ReadAllBytes(_folder.Zip("all.zip", ("AAA.csv", Good)));
        for (var length = 0; length < whole.Length; length++)
            Assert.Contains("all.zip", PriceFolder.SentenceOf(_folder.Write("all.zip", whole[..length])), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_are_told()
    {
        Assert.Contains("UTF-16", SentenceOf([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Good)]), StringComparison.Ordinal);
        Assert.Contains("UTF-16", SentenceOf([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Good)]), StringComparison.Ordinal);
        Assert.Contains("zero bytes", SentenceOf(Encoding.Unicode.GetBytes(Good)), StringComparison.Ordinal);
        Assert.Contains("zero bytes", SentenceOf([0, 1, 255]), StringComparison.Ordinal);
        Assert.Contains("carriage returns", SentenceOf(Encoding.UTF8.GetBytes(Good.Replace('\n', '\r'))), StringComparison.Ordinal);
        Assert.Contains("unknown header", SentenceOf([1, 2, 255, 10, 7]), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_read_is_told()
    {
        Assert.Contains("AAA.csv is empty", SentenceOf([]), StringComparison.Ordinal);
        Assert.Contains("only blank lines", SentenceOf("\n\r\n\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("no such file", PriceFolder.SentenceOf(Path.Combine(_folder.Path, "absent.csv")), StringComparison.Ordinal);
        using var none = new PriceFolder();
        Assert.Contains("holds no .csv", PriceFolder.SentenceOf(none.Path), StringComparison.Ordinal);
        Assert.Contains("holds no .csv", PriceFolder.SentenceOf(_folder.Zip("none.zip", ("readme.txt", "x"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_endings_are_told_or_harmless()
    {
        Assert.Contains("gzip signature", PriceFolder.SentenceOf(_folder.Write("AAA.csv.gz", Good)), StringComparison.Ordinal);
        Assert.Contains("not a complete zip", PriceFolder.SentenceOf(_folder.Write("AAA.zip", Good)), StringComparison.Ordinal);
        Assert.Single(PriceFolder.Read(_folder.Write("AAA.csv", PriceFolder.Gzip(Good))).Series);
        Assert.Contains("occurs twice", PriceFolder.SentenceOf(_folder.Zip("twice.zip", ("AAA.csv", Good), ("AAA.csv", Good))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_symbol_is_told()
        => Assert.Contains("'my prices (1)'", PriceFolder.SentenceOf(_folder.Write("my prices (1).csv", Good)), StringComparison.Ordinal);

    [Fact]
    public void A_header_alone_is_a_finding()
    {
        var reading = PriceFolder.Read(_folder.Write("AAA.csv", "Date,Open,High,Low,Close,Volume\n"));
        Assert.Equal(0, Assert.Single(reading.Series).Count);
        Assert.Equal("no_rows", Assert.Single(reading.Events).Rule);
        Assert.Null(reading.Summary.FirstDate);
    }

    [Fact]
    public void One_bad_file_ends_the_whole_folder()
    {
        _folder.Write("AAA.csv", Good);
        _folder.Write("BBB.csv", "a,b,c\n");
        Assert.Contains("BBB.csv", PriceFolder.SentenceOf(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_or_abandoned_reading_ends_cleanly()
    {
        for (var i = 0; i < 40; i++)
            _folder.Write($"S{i}.csv", Good);
        using var reader = PriceReader.Open(_folder.Path, PriceFolder.Options);
        Assert.Equal("S0.US", reader.Read().First().InstrumentId);
        Assert.Throws<InvalidOperationException>(() => reader.Summary);

        using var second = PriceReader.Open(_folder.Path, PriceFolder.Options);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => second.Read(cancellation: stop.Token).ToArray());
    }

    private string SentenceOf(byte[] content)
    {
        var file = _folder.Write("AAA.csv", content);
        return Assert.Throws<UserError>(() => PriceFolder.Read(file)).Message;
    }
}
