using Prometheus.Cli.Hosting;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>Prints what resembles a vector: the seeds' columns first, and on request why.</summary>
internal static class SimilarTable
{
    /// <param name="columns">After cosine and euclidean, from the neighbour's scope.</param>
    /// <param name="all">With percentile, the cosine of each branch, coverage and model.</param>
    /// <param name="more">Further columns of the long form.</param>
    public static void Print(
        Invocation call, SimilarityAnswer answer, IReadOnlyList<string> columns, bool all, params IReadOnlyList<(string Name, Func<JointCells, object?> Value)> more)
    {
        TableColumn[] header =
        [
            new("cosine", "F6"), new("euclidean", "F6"), .. columns.Select(c => new TableColumn(c)),
            .. all
                ? (TableColumn[])[new("percentile", "F6"), .. answer.Space.Branches.Select(b => new TableColumn($"cosine_{b.Name}", "F6")), new("coverage", "F6"), new("model_id"), .. more.Select(m => new TableColumn(m.Name, "F6"))]
                : [],
        ];
        call.Print(new Table(header, [.. answer.Neighbours.Select(n =>
        {
            var cells = new JointCells(n.Vector);
            object?[] first = [n.Comparison.Cosine, n.Comparison.Distance, .. columns.Select(c => cells.Of(c, answer.Space.ModelId))];
            return all
                ? [.. first, n.Percentile, .. n.Comparison.Branches.Select(b => (object?)b), n.Comparison.Coverage, answer.Space.ModelId, .. more.Select(m => m.Value(cells))]
                : first;
        })]));
        call.Say(FormattableString.Invariant($"{answer.Neighbours.Count} of {answer.Candidates} candidates nearest to {answer.Query.EntityKey} as of {answer.Query.AsOf:yyyy-MM-dd}"));
    }
}
