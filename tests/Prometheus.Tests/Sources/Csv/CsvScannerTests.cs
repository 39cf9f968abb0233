using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;
using Xunit;

namespace Prometheus.Tests.Sources.Csv;

public sealed class CsvScannerTests
{
    [Fact]
    public void Rows_are_the_lines_and_fields_the_parts_between_commas()
        => Assert.Equal([["a", "b", ""], ["", "1"], ["x"]], Rows("a,b,\n,1\nx"));

    [Fact]
    public void Byte_order_mark_carriage_returns_and_blank_lines_are_no_content()
        => Assert.Equal([["a", "b"], ["1", "2"]], Rows("\uFEFFa,b\r\n\r\n\n1,2\r\n\r\n"));

    [Fact]
    public void Quotes_keep_commas_together_and_are_taken_off()
        => Assert.Equal([["a,b", "c"], ["1", "2\"", ""]], Rows("\"a,b\",c\n\"1\",2\",\"\"\n"));

    [Fact]
    public void A_stray_quote_does_not_swallow_the_next_line()
        => Assert.Equal([["\"a,1"], ["b", "2"]], Rows("\"a,1\nb,2\n"));

    [Fact]
    public void Lines_are_numbered_as_an_editor_does()
    {
        using var scanner = Scan("h\n\na\r\n\"b\"\n\nc");
        var lines = new List<int>();
        while (scanner.TryRead(out var row))
            lines.Add(row.Line);
        Assert.Equal([1, 3, 4, 6], lines);
    }

    [Fact]
    public void A_line_that_never_ends_is_refused()
    {
        using var scanner = Scan("a,b\n" + new string('x', 3 << 20));
        Assert.True(scanner.TryRead(out _));
        var error = Assert.Throws<UserError>(() => scanner.TryRead(out _));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_buffer_size_gives_the_rows_of_a_plain_split()
    {
        var fields = Gen.Elements("", "1", "12.75", "2015-01-02", "long field of some forty characters here");
        var row = fields.NonEmptyListOf().SelectMany(_ => Gen.Elements("", "\r"), (f, end) => string.Join(',', f) + end);
        var table = row.NonEmptyListOf().Select(r => string.Join('\n', r)).ToArbitrary();
        Prop.ForAll(table, ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<bool>(), (text, size, ended) =>
        {
            var expected = text.Split('\n')
                .Select(l => l.EndsWith('\r') ? l[..^1] : l)
                .Where(l => l.Length > 0)
                .Select(l => l.Split(','));
            if (text.Length == 0)
                return true;
            var found = Rows(ended ? text + "\n" : text, size);
            return expected.Zip(found).All(p => p.First.SequenceEqual(p.Second)) && expected.Count() == found.Count;
        }).QuickCheckThrowOnFailure();
    }

    private static List<string[]> Rows(string text, int buffer = 64)
    {
        using var scanner = Scan(text, buffer);
        var rows = new List<string[]>();
        while (scanner.TryRead(out var row))
        {
            var fields = new string[row.Count];
            for (var i = 0; i < fields.Length; i++)
                fields[i] = row.TextOf(i);
            rows.Add(fields);
        }

        return rows;
    }

    private static CsvScanner Scan(string text, int buffer = 64)
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return new CsvScanner(new OpenedText("test.csv", stream, stream), Math.Max(buffer, 16));
    }
}
