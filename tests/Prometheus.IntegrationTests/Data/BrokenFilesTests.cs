using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Stores;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

/// <summary>Each broken file ends in one sentence and an untouched store, or in counted, located quarantine beside the sound rows.</summary>
public sealed class BrokenFilesTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2015, 1, 2), 6);

    private static string[] Good => AlphaVantage(["AAA"], Days, (_, t) => 10 + t).TrimEnd('\n').Split('\n');

    public static TheoryData<string, string> Refused => new()
    {
        { "header.csv", "a,b,c\n" + string.Join('\n', Good[1..]) },
        { "empty.csv", "" },
        { "binary.csv", "\0\u0001\u00ff" },
        { "not-gzip.csv.gz", "plain" },
    };

    public static TheoryData<string, int, string, string> Quarantined => new()
    {
        { "swapped high and low", 3, ",11.11,", ",9.5," },
        { "negative price", 3, ",11,11.11", ",-11,11.11" },
        { "text in a number", 3, ",1005,", ",abc," },
        { "a huge number", 3, ",11,11.11", ",1e308,11.11" },
        { "an impossible date", 3, "2015-01-05", "2015-13-45" },
        { "a closed day", 3, "2015-01-05", "2015-01-04" },
        { "a ragged row", 3, ",", ";" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_unreadable_file_leaves_the_store_untouched(string name, string content)
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        world.Import(world.Write("good.csv", AlphaVantage(["BBB"], Days, (_, t) => 10 + t)));
        var digest = world.Digest();
        File.WriteAllText(world.PathOf(name), content, Encoding.Latin1);
        var error = Assert.Throws<UserError>(() => world.Import(world.PathOf(name)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(digest, world.Digest());
    }

    [Theory]
    [MemberData(nameof(Quarantined))]
    public void A_broken_row_is_quarantined_with_its_place(string what, int line, string sound, string broken)
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var lines = Good;
        var changed = lines[line - 1].Replace(sound, broken, StringComparison.Ordinal);
        Assert.True(changed != lines[line - 1], what);
        lines[line - 1] = changed;
        var summary = world.Import(world.Write("p.csv", string.Join('\n', lines)));
        Assert.Equal((1, 5, 5), (summary.Read.RowsQuarantined, summary.Read.RowsKept, summary.Stored.RowsAdded));
        var refused = Assert.Single(QualityStore.Read(world.Historical, "US_EQ", DateOnly.MaxValue), e => e.Severity == QualityRecord.Error);
        Assert.Equal(("p.csv", line), (refused.File, refused.Line));
        Assert.Equal(1, world.Load().Provenance.QuarantinedRows);
    }

    [Fact]
    public void A_second_row_of_a_date_is_quarantined()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var summary = world.Import(world.Write("p.csv", string.Join('\n', [.. Good, Good[3]])));
        Assert.Equal((1, 6, 6), (summary.Read.RowsQuarantined, summary.Read.RowsKept, summary.Stored.RowsAdded));
    }

    [Fact]
    public void An_instrument_of_which_every_row_is_refused_does_not_become_known()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var summary = world.Import(world.Write("p.csv", string.Join('\n', [.. Good, Row("BAD", Days[0], -5)])));
        Assert.Equal(1, summary.Stored.InstrumentsCreated);
        Assert.Equal(["AAA.US"], InstrumentStore.ReadMarket(world.Runtime, "US_EQ").Select(i => i.InstrumentId));
        Assert.Contains(QualityStore.Read(world.Historical, "US_EQ", DateOnly.MaxValue), e => e.InstrumentId == "BAD.US");
    }
}
