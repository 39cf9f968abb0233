using Prometheus.Core.Errors;
using Prometheus.Encoders.Text;

namespace Prometheus.Embeddings.Texts;

/// <summary>One of the text models: what it reads and what its built-in form needs.</summary>
/// <param name="ModelId">As stored.</param>
/// <param name="SourceType">Of the single texts it encodes.</param>
/// <param name="Options">Of the built-in encoder.</param>
public sealed record TextModel(string ModelId, string SourceType, TextOptions Options)
{
    public const string News = "NEWS";

    /// <summary>One vector an issuer and session, made of its articles' vectors.</summary>
    public const string NewsIssuerDay = "NEWS_ISSUER_DAY";

    public const string Profile = "PROFILE";

    public const string Macro = "MACRO";

    private static readonly TextModel[] Known =
    [
        new("text-fin-general-v1", News, TextOptions.Default),
        new("text-macro-v1", Macro, TextOptions.Default with { MinimumDocuments = 60 }), // with the market's news
        new("text-profile-v1", Profile, TextOptions.Default with { MinimumDocuments = 100 }),
    ];

    public static IReadOnlyList<TextModel> All => Known;

    public static TextModel FinGeneral => Known[0];

    /// <exception cref="UserError">An unknown model id.</exception>
    public static TextModel Of(string modelId)
        => Array.Find(Known, m => m.ModelId == modelId)
            ?? throw new UserError($"unknown text model '{modelId}', expected one of {string.Join(", ", Known.Select(m => m.ModelId))}");
}
