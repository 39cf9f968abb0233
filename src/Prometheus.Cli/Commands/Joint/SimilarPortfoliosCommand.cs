using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>Other portfolios whose books resemble one on the same date: <c>similar portfolios</c>, also <c>script find_similar_portfolios</c>.</summary>
internal static class SimilarPortfoliosCommand
{
    private static readonly string[] Columns = ["portfolio_id", "source"];

    public static Command Build(CommandHost host, string name)
    {
        var id = new Option<string>("--portfolio-id") { Description = "whose neighbours", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var run = new Option<string?>("--run-id") { Description = "of the contexts that have the portfolio, this run [the first one, which is named]", HelpName = "id" };
        var flags = new SimilarFlags(JointSpaces.Portfolio);
        return host.Command(
            name,
            "portfolios whose books resemble one on the same date",
            $"{host.Line("similar", name)} --portfolio-id US_CORE_LONG_EQ_H21_PORTFOLIO --as-of 2022-06-03 --asof-tolerance 7",
            [id, asOf, run, .. flags.Options],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var portfolio = call.Get(id);
                var question = flags.Question(call, "", call.Get(asOf), BackfillJointPortfolios.Prefix);
                question = question with
                {
                    EntityKey = KeyOf(databases, question, portfolio, call.Get(run)),
                    IsCandidate = v => new JointCells(v).Scope("portfolio_id") != portfolio,
                };
                SimilarTable.Print(
                    call, FindSimilar.Execute(databases.Historical, question), Columns, flags.All(call), ("context", cells => cells.Scope("context")));
                return ExitCode.Done;
            });
    }

    /// <summary>The context that is meant: the named run's, else the first of those that have the portfolio.</summary>
    private static string KeyOf(DatabasePair databases, SimilarityQuestion question, string portfolio, string? run)
    {
        var keys = JointEmbeddingStore.Keys(databases.Historical, question.JointType, question.ModelId, BackfillJointPortfolios.Prefix, question.AsOf!.Value)
            .Where(k => k.EndsWith(":" + portfolio, StringComparison.Ordinal) && (run is null || k.StartsWith(BackfillJointPortfolios.Prefix + run, StringComparison.Ordinal)))
            .ToArray();
        return keys.Length > 0
            ? keys[0]
            : throw new NothingMatchedError($"{question.JointType} {question.ModelId} holds no vector of portfolio {portfolio}{(run is null ? "" : $" in run {run}")} up to {question.AsOf:yyyy-MM-dd}");
    }
}
