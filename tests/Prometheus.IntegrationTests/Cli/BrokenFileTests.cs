using System.IO.Compression;
using System.Text;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>Broken files end in one clear sentence and change nothing, or in a counted quarantine that says which line broke which rule.</summary>
public sealed class BrokenFileTests
{
    private const string Header = "symbol,timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient";

    private static readonly string[] Good = [Header, .. new[] { 2, 5, 6, 7, 8, 9 }.Select(day => $"AAA,2015-01-0{day},10,11,9,10.{day},10.{day},1000,0,1")];

    /// <summary>Files that cannot be read at all, and what the sentence names.</summary>
    private static readonly (string Name, byte[] Content, string Says)[] Unreadable =
    [
        ("truncated.csv.gz", Gzip(string.Join('\n', Enumerable.Repeat(Text(Good), 50)))[..60], "damaged"),
        ("plain.csv.gz", Bytes(Text(Good)), "gzip signature"),
        ("archive.zip", Bytes("PK\u0003\u0004 and nothing that follows"), "zip"),
        ("header.csv", Bytes(Text(["a,b,c", .. Good[1..]])), "unknown header 'a,b,c'"),
        ("utf16.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text(Good))], "UTF-16"),
        ("empty.csv", [], "empty"),
        ("binary.csv", [0, 1, 255], "binary"),
    ];

    /// <summary>Files with broken lines: how many, and by which rule.</summary>
    private static readonly (string Name, string Content, int Lines, string Rule)[] Quarantined =
    [
        ("swapped.csv", Text(Good).Replace(",11,9,", ",9,11,", StringComparison.Ordinal), 6, "high_low_order"),
        ("negative.csv", Edited(2, l => l.Replace(",10,11,", ",-10,11,", StringComparison.Ordinal)), 1, "non_positive_price"),
        ("zero.csv", Edited(2, l => l.Replace(",10,11,", ",0,11,", StringComparison.Ordinal)), 1, "non_positive_price"),
        ("text.csv", Edited(3, l => l.Replace(",1000,", ",abc,", StringComparison.Ordinal)), 1, "unparsable_number"),
        ("infinite.csv", Edited(3, l => l.Replace(",1000,", ",Infinity,", StringComparison.Ordinal)), 1, "absurd_number"),
        ("huge.csv", Edited(3, l => l.Replace(",10.6,", ",1e308,", StringComparison.Ordinal)), 1, "absurd_number"),
        ("duplicate.csv", Text([.. Good, Good[2]]), 1, "duplicate_date"),
        ("date.csv", Edited(4, l => l.Replace("2015-01-07", "2015-13-45", StringComparison.Ordinal)), 1, "impossible_date"),
        ("weekend.csv", Text([.. Good, "AAA,2015-01-10,10,11,9,10,10,1000,0,1"]), 1, "not_a_session"),
        ("ragged.csv", Edited(4, l => l.Replace(',', ';')), 1, "ragged_row"),
        ("short.csv", Edited(4, l => l[..20]), 1, "ragged_row"),
        ("volume.csv", Edited(5, l => l.Replace(",1000,", ",-1000,", StringComparison.Ordinal)), 1, "negative_volume"),
    ];

    [Fact]
    public void A_file_that_cannot_be_read_is_one_sentence_and_changes_nothing()
    {
        using var home = CampaignHome.Copy();
        var before = home.StoredDigests();

        foreach (var (name, content, says) in Unreadable)
        {
            File.WriteAllBytes(home.PathOf(name), content);
            AssertSentence(home.Inside("data", "import", "prices", "--file", home.PathOf(name), "--market", "US_EQ").Expect(2), name, says);
        }

        Assert.Equal(before, home.StoredDigests());
    }

    [Fact]
    public void One_unreadable_file_of_a_folder_keeps_the_others_out_too()
    {
        using var home = CampaignHome.Copy();
        var before = home.StoredDigests();
        home.Write("folder/AAA.csv", Text(Good));
        home.Write("folder/BBB.csv", "a,b,c\n1,2,3\n");

        AssertSentence(home.Inside("data", "import", "prices", "--file", home.PathOf("folder"), "--market", "US_EQ").Expect(2), "BBB.csv", "header");

        Assert.Equal(before, home.StoredDigests());
    }

    [Fact]
    public void A_broken_line_is_put_in_quarantine_counted_and_the_others_kept()
    {
        foreach (var (name, content, lines, rule) in Quarantined)
        {
            using var home = new ProgramHome();
            home.Write(name, content);
            var rows = content.Count(c => c == '\n') - 1;

            var import = home.Inside("data", "import", "prices", "--file", home.PathOf(name), "--market", "US_EQ").Expect(0);

            Assert.Contains($"rows quarantined,{lines}", import.Lines);
            Assert.Contains($"rule {rule},{lines}", import.Lines);
            var events = home.Inside("sql", "--historical", $"select file, line from data_quality_events where severity = 'ERROR' and rule = '{rule}'", "--format", "csv").Expect(0).Lines;
            Assert.Equal(lines, events.Length - 1);
            Assert.All(events[1..], e => Assert.Equal(name, Path.GetFileName(e.Split(',')[0])));
            if (lines < rows)
                Assert.Equal((rows - lines).ToString(System.Globalization.CultureInfo.InvariantCulture), home.Inside("sql", "--historical", "select count(*) from prices_daily", "--format", "csv").Expect(0).Lines[1]);
        }
    }

    [Theory]
    [InlineData("sectors", "Symbol,Name,Sector\nAAA,Aaa Inc.\n", "line 2")]
    [InlineData("sectors", "a,b,c\n1,2,3\n", "header")]
    [InlineData("sectors", "", "empty")]
    [InlineData("instruments", "symbol,listed\nAAA,2015-13-45\n", "line 2")]
    [InlineData("instruments", "symbol,listed\nAAA,2015-01-02\nAAA,2015-01-02\n", "line 3")]
    [InlineData("instruments", "symbol,delisted,delisting_return\nAAA,2015-01-02,lots\n", "line 2")]
    [InlineData("instruments", "symbol,market\nAAA,MARS_EQ\n", "MARS_EQ")]
    [InlineData("instruments", "symbol,currency\nAAA,EUR\n", "EUR")]
    [InlineData("instruments", "symbol\nSYN001\n\u0000\u0001", "binary")]
    [InlineData("news", "a,b\n1,2\n", "expected a column timestamp")]
    [InlineData("news", "timestamp,headline\n2015-01-06,Without a time\n", "line 2")]
    [InlineData("macro", "[1]", "JSON array")]
    [InlineData("filings", "", "empty")]
    [InlineData("transcripts", "symbol,date,text\nSYN001,2015-13-01,Good morning\n", "line 2")]
    [InlineData("fundamentals", "symbol,period_end,revenue\nSYN001,2014-12-31,1\n", "--frequency")]
    public void A_broken_file_of_reference_or_facts_is_one_sentence_and_changes_nothing(string kind, string content, string says)
    {
        using var home = CampaignHome.Copy();
        var before = home.StoredDigests();
        home.Write("reference.csv", content);

        AssertSentence(home.Inside("data", "import", kind, "--file", home.PathOf("reference.csv"), "--market", "US_EQ").Expect(2), "reference.csv", says);

        Assert.Equal(before, home.StoredDigests());
    }

    private static void AssertSentence(ProgramRun run, string file, string says)
    {
        Assert.Empty(run.Output);
        var sentence = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("error: ", sentence, StringComparison.Ordinal);
        Assert.Contains(file, sentence, StringComparison.Ordinal);
        Assert.Contains(says, sentence, StringComparison.Ordinal);
    }

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    private static string Edited(int line, Func<string, string> edit) => Text(Good.Select((l, i) => i == line ? edit(l) : l));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(Bytes(text));
        return buffer.ToArray();
    }
}
