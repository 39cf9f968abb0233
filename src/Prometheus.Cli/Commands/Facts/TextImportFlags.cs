using Prometheus.Cli.Hosting;
using Prometheus.Sources.Records;
using Prometheus.Sources.Texts;
using Prometheus.Workflows.Facts;

namespace Prometheus.Cli.Commands.Facts;

/// <summary>What all imports of texts ask for.</summary>
internal sealed class TextImportFlags
{
    private readonly Option<string> _file = new("--file") { Description = "CSV with a header or JSON lines, plain or .gz", Required = true, HelpName = "path" };
    private readonly Option<string> _market = CommonOptions.Market();
    private readonly Option<string?> _columns = new("--columns") { Description = "header names, e.g. headline=text,timestamp=created_at", HelpName = "map" };
    private readonly Option<string?> _source = new("--source") { Description = "source of rows that name none [the file's name]", HelpName = "label" };
    private readonly Option<string?> _suffix = new("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
    private readonly Option<bool> _dateOnly = new("--date-only") { Description = "a date without a time is the end of that day: used from the next session on" };

    public Option[] Texts => [_file, _market, _columns, _source, _suffix];

    public Option[] TimedTexts => [.. Texts, _dateOnly];

    public ImportTextsOptions Of(Invocation call, bool isTimed) => new()
    {
        Path = call.Get(_file),
        MarketId = call.Get(_market),
        Suffix = call.Get(_suffix),
        File = new TextFileOptions
        {
            Columns = RecordMapping.Parse(call.Get(_columns)),
            DateOnly = isTimed && call.Get(_dateOnly),
            Source = call.Get(_source),
        },
    };
}
