using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Sources.Texts;
using Xunit;

namespace Prometheus.Tests.Sources.Texts;

public sealed class DocumentFileTests : IDisposable
{
    private static readonly MarketDefinition UnitedStates = MarketCatalog.Get("US_EQ");

    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_filing_is_known_the_session_after_its_date_unless_it_says_later()
    {
        var read = DocumentFile.Read(
            _folder.Write("f.csv", "symbol,type,date,known_on,text\nAAA,10-K,2015-01-09,,Annual\nAAA,8-K,2015-01-09,2015-02-02,Event\nAAA,8-K,2015-01-09,2015-01-08,Early\nAAA,,2015-01-09,,No type\n"),
            new TextFileOptions(), UnitedStates, hasTypes: true);
        Assert.Equal([new DateOnly(2015, 1, 12), new DateOnly(2015, 2, 2)], read.Records.Select(r => r.KnownOn));
        Assert.Equal(["fact_known_too_early", "fact_missing_value"], read.Refused.Select(r => r.Rule));
        Assert.Equal(2, read.Records.Select(r => r.DocumentId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_transcript_has_no_type()
    {
        var path = _folder.Write("t.jsonl", """{"issuer": "ISS_A", "date": "2015-01-06", "transcript": "Good morning"}""" + "\n");
        Assert.Equal(("ISS_A", "", "Good morning"), Assert.Single(Read(path, hasTypes: false)) is var r ? (r.Name, r.Type, r.Text) : default);
        Assert.Throws<UserError>(() => Read(path, hasTypes: true));
    }

    [Fact]
    public void Events_of_the_economy_have_a_type_and_a_time()
    {
        var read = MacroFile.Read(
            _folder.Write("m.csv", "id,timestamp,event_type,country,description\n1,2015-01-28T19:00:00Z,fomc,US,Patient\n2,2015-01-28T21:30:00Z,,US,No type\n"),
            new TextFileOptions(), UnitedStates);
        var only = Assert.Single(read.Records);
        Assert.Equal(("FOMC", "US", new DateOnly(2015, 1, 28)), (only.EventType, only.Country, only.KnownOn));
        Assert.Single(read.Refused);
    }

    private static IReadOnlyList<DocumentRecord> Read(string path, bool hasTypes) => DocumentFile.Read(path, new TextFileOptions(), UnitedStates, hasTypes).Records;
}
