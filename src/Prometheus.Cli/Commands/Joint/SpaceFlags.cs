using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>The flags that say what a joint space is made of: its id, its branches' models and their weights.</summary>
internal sealed class SpaceFlags
{
    private readonly JointSpace _space;
    private readonly Option<string> _model;
    private readonly List<(Func<string, bool> IsOf, Option<string> Model)> _models = [];
    private readonly List<(Func<string, bool> IsOf, Option<double?> Weight)> _weights = [];

    public SpaceFlags(JointSpace space)
    {
        _space = space;
        _model = new Option<string>("--joint-model-id") { Description = "id of the joint model", DefaultValueFactory = _ => space.ModelId, HelpName = "id" };
    }

    public IEnumerable<Option> Options => [.. _models.Select(m => (Option)m.Model), .. _weights.Select(w => (Option)w.Weight), _model];

    /// <summary>A flag for the model of a branch; an empty id leaves the branch out.</summary>
    public SpaceFlags Model(string flag, string branch)
    {
        var standard = _space.Branches.First(b => IsOf(b.Name, branch)).ModelId;
        _models.Add((name => IsOf(name, branch), new Option<string>(flag) { Description = $"model of branch {branch}; \"\" leaves it out", DefaultValueFactory = _ => standard, HelpName = "id" }));
        return this;
    }

    /// <summary>A flag for the weight of a branch.</summary>
    public SpaceFlags Weight(string flag, string branch)
    {
        _weights.Add((name => IsOf(name, branch), DeclaredOption.Of<SpaceBranch, double?>(nameof(SpaceBranch.Weight), flag, FormattableString.Invariant($"weight of branch {branch} [{_space.Branches.First(b => IsOf(b.Name, branch)).Weight}]"), "w")));
        return this;
    }

    public JointSpace Read(Invocation call) => _space.With(call.Get(_model), branch =>
    {
        var changed = branch;
        foreach (var (isOf, model) in _models.Where(m => m.IsOf(branch.Name)))
            changed = call.Get(model) is { Length: > 0 } id ? changed with { ModelId = id } : changed with { Weight = 0 };
        foreach (var (isOf, weight) in _weights.Where(w => w.IsOf(branch.Name)))
            changed = changed with { Weight = changed.Weight == 0 ? 0 : call.Get(weight) ?? changed.Weight };
        return changed;
    });

    /// <summary>A flag for <c>news</c> is one for <c>news_pre</c>, <c>news_during</c> and <c>news_post</c> too.</summary>
    private static bool IsOf(string name, string branch) => name == branch || name.StartsWith(branch + "_", StringComparison.Ordinal);
}
