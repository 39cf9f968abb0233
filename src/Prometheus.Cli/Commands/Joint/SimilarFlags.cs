using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>The flags every similarity command has.</summary>
internal sealed class SimilarFlags(JointSpace space, int topK = 10)
{
    private readonly Option<string> _model = new("--model-id", "--joint-model-id") { Description = "id of the joint model", DefaultValueFactory = _ => space.ModelId, HelpName = "id" };
    private readonly Option<int> _topK = DeclaredOption.Of<SimilarityQuestion, int>(nameof(SimilarityQuestion.Count), "--top-k", "neighbours", "n", topK);
    private readonly Option<int?> _limit = DeclaredOption.Of<SimilarityQuestion, int?>(nameof(SimilarityQuestion.CandidateLimit), "--candidate-limit", "compare at most so many, the newest first [all]", "n");
    private readonly Option<int> _tolerance = DeclaredOption.Of<SimilarityQuestion, int>(nameof(SimilarityQuestion.ToleranceDays), "--asof-tolerance", "where the date has no vector: the last one at most so many calendar days before", "days");
    private readonly Option<string?> _columns = JointOptions.Columns();

    public IEnumerable<Option> Options => [_model, _topK, _limit, _tolerance, _columns];

    /// <exception cref="UserError">An unknown word.</exception>
    public bool All(Invocation call) => call.Get(_columns) switch
    {
        null => false,
        "all" => true,
        var other => throw new UserError($"--columns expects all, found '{other}'"),
    };

    public SimilarityQuestion Question(Invocation call, string entityKey, DateOnly? asOf, string candidatePrefix) => new()
    {
        JointType = space.JointType,
        ModelId = call.Get(_model),
        EntityKey = entityKey,
        AsOf = asOf,
        ToleranceDays = call.Get(_tolerance),
        CandidatePrefix = candidatePrefix,
        Count = call.Get(_topK),
        CandidateLimit = call.Get(_limit),
    };
}
