using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Sources.Embeddings;
using Prometheus.Workflows.Texts;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary>Flags that the commands about texts share.</summary>
internal sealed class TextFlags
{
    /// <summary>Environment or <c>.env</c>; never a flag, so that it stands in no shell history and no process list.</summary>
    private const string TokenKey = "PROMETHEUS_EMBEDDINGS_KEY";

    public Option<string> Encoder { get; } = new("--encoder") { Description = "builtin or http", DefaultValueFactory = _ => "builtin", HelpName = "name" };

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"http: server in the OpenAI form, or ending in /embed in that of text-embeddings-inference; token in {TokenKey}",
        HelpName = "address",
    };

    public Option<string?> RemoteModel { get; } = new("--remote-model") { Description = "http: what the server calls its model", HelpName = "name" };

    public Option<int?> Dimensions { get; } = DeclaredOption.Of<HttpEmbeddingOptions, int?>(nameof(HttpEmbeddingOptions.Dimensions), "--dimensions", $"http: numbers of a vector, asked for and checked [{HttpEmbeddingOptions.DefaultDimensions}, only checked]", "n");

    public Option<int> BatchSize { get; } = DeclaredOption.Of<HttpEmbeddingOptions, int>(nameof(HttpEmbeddingOptions.BatchSize), "--batch-size", "http: texts of one request", "n");

    public Option<int?> Limit { get; } = DeclaredOption.Of<TextRequest, int?>(nameof(TextRequest.Limit), "--limit", "most texts written, the earliest of the range; fits read all [all]", "n");

    public Option<string?> Language { get; } = new("--language") { Description = "only articles of this language [all]", HelpName = "code" };

    public Option<string?> Country { get; } = new("--country") { Description = "only events of this country [all]", HelpName = "code" };

    public Option<string?> EventType { get; } = new("--event-type") { Description = "only events of this type [all]", HelpName = "type" };

    public Option<DateOnly?> AsOf { get; } = CommonOptions.OptionalDate("--as-of", "one session (yyyy-MM-dd)");

    public Option<string[]?> DateRange { get; } = new("--date-range")
    {
        Description = "first and last date, inclusive (yyyy-MM-dd yyyy-MM-dd)",
        HelpName = "start end",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> HfModelName { get; } = new("--hf-model-name") { Description = "http: as --remote-model; unused with the built-in encoder", HelpName = "name" };

    public Option<string?> Device { get; } = new("--device") { Description = "accepted for the sake of old command lines: no encoder here runs on one", HelpName = "name" };

    /// <exception cref="UserError">Flags that contradict each other.</exception>
    public TextEncoderChoice Choice(Invocation call, bool isScript = false)
    {
        var name = call.Get(Encoder);
        if (name == "builtin")
        {
            foreach (var (option, isGiven) in new[] { (Url.Name, call.Get(Url) is not null), (RemoteModel.Name, call.Get(RemoteModel) is not null), (Dimensions.Name, call.Get(Dimensions) is not null) })
            {
                if (isGiven)
                    throw new UserError($"{option} belongs to --encoder http, found builtin");
            }

            if (isScript && call.Get(HfModelName) is not null)
                call.Say("--hf-model-name is unused with the built-in encoder");
            if (isScript && call.Get(Device) is not null)
                call.Say("--device is unused");
            return TextEncoderChoice.BuiltIn;
        }

        if (name != "http")
            throw new UserError($"--encoder expects builtin or http, found '{name}'");
        var options = HttpEmbeddingOptions.To(call.Get(Url) ?? throw new UserError("--encoder http needs --url"));
        options = options with
        {
            Model = call.Get(RemoteModel) ?? (isScript ? call.Get(HfModelName) : null),
            Dimensions = call.Get(Dimensions) ?? HttpEmbeddingOptions.DefaultDimensions,
            AskForDimensions = call.Get(Dimensions) is not null,
            BatchSize = call.Get(BatchSize),
        };
        return new TextEncoderChoice(options, EnvironmentSource.Variables().GetValueOrDefault(TokenKey) ?? EnvironmentSource.DotEnv().GetValueOrDefault(TokenKey));
    }

    /// <summary>Exactly one of <c>--as-of</c> and <c>--date-range</c>.</summary>
    /// <exception cref="UserError">None, both, or dates that are none.</exception>
    public (DateOnly Start, DateOnly End) Range(Invocation call)
    {
        var range = call.Get(DateRange) is { Length: > 0 } given ? given : null;
        if (call.Get(AsOf) is { } date && range is null)
            return (date, date);
        if (call.Get(AsOf) is not null || range is null)
            throw new UserError("expected either --as-of, or --date-range with a first and a last date");
        var (start, end) = (DateOf(range[0]), DateOf(range[1]));
        return end >= start ? (start, end) : throw new UserError($"--date-range ends on {end:yyyy-MM-dd}, before it begins on {start:yyyy-MM-dd}");
    }

    public int? LimitOf(Invocation call) => call.Get(Limit);

    private static DateOnly DateOf(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new UserError($"--date-range expects dates yyyy-MM-dd, found '{text}'");
}
