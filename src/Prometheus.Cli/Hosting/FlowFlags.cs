using System.CommandLine;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Cli.Hosting;

/// <summary>Flags of the commands that train λ̂ and run sleeves in one go.</summary>
internal sealed class FlowFlags
{
    private readonly Option<DateOnly> _start = CommonOptions.Start();
    private readonly Option<DateOnly> _end = CommonOptions.End();
    private readonly Option<string?> _strategy = new("--strategy-id") { Description = "strategy whose sleeves run [<market>_CORE_LONG_EQ]", HelpName = "id" };
    private readonly Option<DateOnly?> _trainEnd = CommonOptions.OptionalDate("--train-end", "last date λ̂ is trained on; backtests begin after it [three fifths of the range]");
    private readonly Option<double> _weight = new("--lambda-weight") { Description = "points a standard deviation of λ̂ adds to a universe score", DefaultValueFactory = _ => 10, HelpName = "points" };
    private readonly Option<int> _size = new("--max-universe-size") { Description = "most members of every universe", DefaultValueFactory = _ => 200, HelpName = "n" };
    private readonly Option<int> _topK = new("--top-k") { Description = "sleeves each rule of Meta chooses", DefaultValueFactory = _ => 3, HelpName = "n" };
    private readonly Option<double> _cash = new("--initial-cash") { Description = "starting cash of each sleeve", DefaultValueFactory = _ => 1_000_000, HelpName = "amount" };
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
        return (T)(own with
        {
            StrategyId = call.Get(_strategy),
            TrainEnd = call.Get(_trainEnd),
            LambdaWeight = call.Get(_weight),
            MaximumUniverseSize = call.Get(_size),
            TopK = call.Get(_topK),
            InitialCash = call.Get(_cash),
            Workers = call.Workers(_workers),
        });
    }
}
