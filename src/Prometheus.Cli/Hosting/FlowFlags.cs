using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.V0;

namespace Prometheus.Cli.Hosting;

/// <summary>Flags of the commands that train λ̂ and run sleeves in one go.</summary>
internal sealed class FlowFlags
{
    private readonly Option<DateOnly> _start = CommonOptions.Start();
    private readonly Option<DateOnly> _end = CommonOptions.End();
    private readonly Option<string?> _strategy = new("--strategy-id") { Description = "strategy whose sleeves run [<market>_CORE_LONG_EQ]", HelpName = "id" };
    private readonly Option<DateOnly?> _trainEnd = CommonOptions.OptionalDate("--train-end", "last date λ̂ is trained on; backtests begin after it [three fifths of the range]");
    private readonly Option<double> _weight = DeclaredOption.Of<V0Options, double>(nameof(V0Options.LambdaWeight), "--lambda-weight", "points a standard deviation of λ̂ adds to a universe score", "points");
    private readonly Option<int> _size = DeclaredOption.Of<V0Options, int>(nameof(V0Options.MaximumUniverseSize), "--max-universe-size", "most members of every universe", "n");
    private readonly Option<int> _topK = DeclaredOption.Of<V0Options, int>(nameof(V0Options.TopK), "--top-k", "sleeves each rule of Meta chooses", "n");
    private readonly Option<double> _cash = DeclaredOption.Of<V0Options, double>(nameof(V0Options.InitialCash), "--initial-cash", "starting cash of each sleeve", "amount");
    private readonly Option<string> _output;
    private readonly Option<int?> _workers = CommonOptions.Workers();

    /// <param name="description">What the folder takes.</param>
    /// <param name="folder">Taken where none is named.</param>
    public FlowFlags(string description, string folder)
        => _output = new("--output") { Description = description, DefaultValueFactory = _ => folder, HelpName = "folder" };

    /// <summary>All flags, those of one command in the two places help shows them.</summary>
    /// <param name="where">What the flow runs on; behind the dates.</param>
    /// <param name="how">How it runs; behind the training date.</param>
    public IReadOnlyList<Symbol> With(Symbol where, Symbol how)
        => [_start, _end, where, _strategy, _trainEnd, how, _weight, _size, _topK, _cash, _output, _workers];

    /// <summary>The options of one command with the shared ones of the command line.</summary>
    public T Read<T>(Invocation call, Func<DateOnly, DateOnly, string, T> make)
        where T : FlowOptions
    {
        var (start, end) = call.Range(_start, _end);
        FlowOptions own = make(start, end, call.Get(_output));
        return DeclaredOption.Checked((T)(own with
        {
            StrategyId = call.Get(_strategy),
            TrainEnd = call.Get(_trainEnd),
            LambdaWeight = call.Get(_weight),
            MaximumUniverseSize = call.Get(_size),
            TopK = call.Get(_topK),
            InitialCash = call.Get(_cash),
            Workers = call.Workers(_workers),
        }), _end.Name, _trainEnd.Name, "--region");
    }
}
