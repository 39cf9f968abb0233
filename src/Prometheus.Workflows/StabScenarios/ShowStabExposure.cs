using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;
using Prometheus.Encoders.Joint;
using Prometheus.Scenarios;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Runs;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Risk;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>Compares the latest books of a portfolio with the scenarios of a set; nothing is written.</summary>
public static class ShowStabExposure
{
    /// <returns>One a context, by context.</returns>
    /// <exception cref="NothingMatchedError">There is no such set, no scenario of it in the space, no book, or no vector of any of its names.</exception>
    public static IReadOnlyList<ExposedBook> Execute(DatabasePair databases, StabExposureRequest request, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(request);
        var row = ScenarioStore.Find(databases.Runtime, request.ScenarioSet);
        var selection = new BookSelection { PortfolioId = request.PortfolioId, End = request.AsOf, RunId = request.RunId };
        var books = selection.Read(databases.Runtime).GroupBy(b => b.Context, StringComparer.Ordinal).Select(c => c.Last()).ToArray();
        var scenarios = EmbeddedScenarios.Read(databases.Historical, request.ModelId, row);
        var set = ScenarioStore.Restore(databases.Runtime, row);
        var space = JointEmbeddingStore.TryFindSpace(databases.Historical, JointSpaces.StabFragility.JointType, request.ModelId) ?? JointSpaces.StabFragility;
        var impact = request.WithImpact ? new Impact(databases, set, workers, cancellation) : null;
        var states = new LatestStates(databases.Historical, request.ModelId);
        var exposed = books.OrderBy(b => b.AsOfDate).Select(book =>
        {
            states.Advance(book.AsOfDate);
            return Expose(book, states, scenarios, set, space.Concatenation(), impact, request.TopK);
        }).OrderBy(e => e.Book.Context, StringComparer.Ordinal).ToArray();
        return exposed.Any(e => e.Vector is not null)
            ? exposed
            : throw new NothingMatchedError(FormattableString.Invariant(
                $"no name in the books of {request.PortfolioId} has a vector of {request.ModelId} on or before {books.Max(b => b.AsOfDate):yyyy-MM-dd}; 'prometheus embed stab-states --as-of {books.Max(b => b.AsOfDate):yyyy-MM-dd}' brings them"));
    }

    private static ExposedBook Expose(
        TargetBook book,
        LatestStates states,
        IReadOnlyList<EmbeddedScenario> scenarios,
        ScenarioSet set,
        BranchConcatenation space,
        Impact? impact,
        int topK)
    {
        var (instruments, weights) = (book.Instruments, book.Weights);
        var hindsight = set.MaxDataDate > book.AsOfDate;
        if (BookVector.Of(instruments, weights, states.Of) is not { } vector)
            return new ExposedBook(book, null, [], hindsight);
        var returns = ScenarioRisk.Of(instruments, weights, set).PathReturns;
        var closest = StabExposure.Of(vector, scenarios).Scenarios.Take(topK).Select(c => new ExposedScenario(
            c,
            space.Compare(vector.Vector, vector.BranchMask, c.Scenario.Vector, c.Scenario.BranchMask),
            BackfillStabMetrics.ReturnOf(returns, c.ScenarioId),
            impact?.Of(book, instruments, weights, c.ScenarioId)));
        return new ExposedBook(book, vector, [.. closest], hindsight);
    }

    /// <summary>The paths of the set appended to history as it stood on each book's date.</summary>
    private sealed class Impact(DatabasePair databases, ScenarioSet set, int workers, CancellationToken cancellation)
    {
        private readonly Dictionary<DateOnly, PathEncoding> _encodings = [];

        public ClassMigration? Of(TargetBook book, string[] instruments, double[] weights, string scenarioId)
        {
            if (!_encodings.TryGetValue(book.AsOfDate, out var encoding))
            {
                var market = MarketLoader.Load(
                    databases, new MarketLoadOptions { MarketId = set.MarketId, End = book.AsOfDate, Reads = ScenarioDescriptor.Reads }, cancellation);
                var descriptor = ScenarioDescriptor.Fit(market, ScenarioDescriptorOptions.Default, workers, cancellation);
                _encodings[book.AsOfDate] = encoding = descriptor.Append(set, BookColumns.SessionOf(market, book));
            }

            return int.TryParse(scenarioId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var path) && path < set.Paths
                ? ClassMigration.Of(encoding, path, instruments, weights)
                : null;
        }
    }
}

/// <summary>One book and the scenarios it resembles.</summary>
/// <param name="Book">The book.</param>
/// <param name="Vector">Where it lies in the joint space; null where none of its names has a vector.</param>
/// <param name="Scenarios">The closest ones, closest first.</param>
/// <param name="Hindsight">The set has seen days after the book's date.</param>
public sealed record ExposedBook(TargetBook Book, BookVector? Vector, IReadOnlyList<ExposedScenario> Scenarios, bool Hindsight);

/// <summary>Which scenarios a portfolio resembles.</summary>
public sealed record StabExposureRequest
{
    public required string PortfolioId { get; init; }

    /// <summary>The latest book on or before this date is looked at, in each context that has one.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Id or name of the set.</summary>
    public required string ScenarioSet { get; init; }

    /// <summary>The joint model of names and scenarios.</summary>
    public string ModelId { get; init; } = JointSpaces.StabFragility.ModelId;

    /// <summary>Scenarios of each book.</summary>
    [Range(1, 1e6, Unit = "scenarios")]
    public int TopK { get; init; } = 20;

    /// <summary>Only this run, by its id or its first characters; null is every context that has the portfolio.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether what the scenario would do to the book is worked out too.</summary>
    public bool WithImpact { get; init; }
}

/// <summary>One scenario beside one book.</summary>
/// <param name="Closeness">How alike they are.</param>
/// <param name="Branches">The same branch by branch, on the branches both have.</param>
/// <param name="Return">What the scenario would make of the book, a signed return; NaN where none of its names is in it.</param>
/// <param name="Migration">What it would do to the classes of the book's names; null where that was not asked for.</param>
public sealed record ExposedScenario(ScenarioCloseness Closeness, BranchComparison Branches, double Return, ClassMigration? Migration);
