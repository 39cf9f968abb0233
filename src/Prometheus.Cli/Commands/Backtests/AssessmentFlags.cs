using Prometheus.Backtest.Sleeves;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Opinions.Assessment;

namespace Prometheus.Cli.Commands.Backtests;

/// <summary>Who assesses: prices, the user's own scores, or a head on context vectors.</summary>
internal sealed class AssessmentFlags
{
    private readonly Option<string> _backend = new("--assessment-backend") { Description = "assessment backend", DefaultValueFactory = _ => "basic", HelpName = "basic|imported|context" };
    private readonly Option<bool> _jointContext = new("--assessment-use-joint-context") { Description = "record norm and coverage of the context vectors beside the basic assessment" };
    private readonly Option<string?> _contextModel = new("--assessment-context-model-id") { Description = "joint model of the context vectors [joint-assessment-context-v1]", HelpName = "id" };
    private readonly Option<string?> _fallback = new("--assessment-fallback") { Description = "what stands in where a name has no context vector or no fit serves yet [basic]", HelpName = "basic|hold" };
    private readonly Option<string?> _model = new("--assessment-model-id") { Description = "assessment model; of the backend imported, the model the scores were imported under [the backend's own]", HelpName = "id" };

    public IEnumerable<Symbol> All => [_backend, _jointContext, _contextModel, _fallback, _model];

    /// <exception cref="UserError">Flags that contradict each other.</exception>
    public SleeveOptions Apply(Invocation call, SleeveOptions options)
    {
        var backend = call.Get(_backend);
        if (backend is not ("basic" or "imported" or "context"))
            throw new UserError($"{_backend.Name} expects basic, imported or context, found '{backend}'");
        var readsVectors = backend == "context" || call.Get(_jointContext);
        if (backend == "imported" && readsVectors)
            throw new UserError($"{_jointContext.Name} stands beside the assessment backend basic or context, found imported");
        if (!readsVectors && call.Get(_contextModel) is not null)
            throw new UserError($"{_contextModel.Name} needs the assessment backend context or {_jointContext.Name}, found {backend}");
        if (backend != "context" && call.Get(_fallback) is not null)
            throw new UserError($"{_fallback.Name} needs the assessment backend context, found {backend}");
        return options with { Imported = Imported(call, backend), Context = readsVectors ? Context(call, backend) : null };
    }

    private ImportedAssessmentOptions? Imported(Invocation call, string backend)
    {
        var model = call.Get(_model);
        if (backend == "imported")
            return new ImportedAssessmentOptions { ModelId = model ?? throw new UserError($"{_backend.Name} imported needs {_model.Name}, the model the scores were imported under") };
        var own = backend == "context" ? AssessmentState.ContextModelId : AssessmentState.DefaultModelId;
        return model is null or AssessmentState.DefaultModelId || model == own
            ? null
            : throw new UserError($"{_model.Name} expects {own}, found '{model}'");
    }

    private ContextOptions Context(Invocation call, string backend) => ContextOptions.Default with
    {
        ContextModelId = Guard.NotBlank(call.Get(_contextModel) ?? ContextOptions.Default.ContextModelId, _contextModel.Name),
        DiagnosticsOnly = backend != "context",
        Fallback = call.Get(_fallback) switch
        {
            null or "basic" => ContextFallback.Basic,
            "hold" => ContextFallback.Hold,
            var other => throw new UserError($"{_fallback.Name} expects basic or hold, found '{other}'"),
        },
    };
}
