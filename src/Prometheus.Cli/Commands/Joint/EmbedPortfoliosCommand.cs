using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Embeddings.Numeric;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>embed portfolios</c>, also <c>script backfill_numeric_portfolio_embeddings</c>: the numeric vectors that <c>joint portfolios</c> stands on.</summary>
internal static class EmbedPortfoliosCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var standard = NumericModels.BaseIdOf(NumericModel.Portfolio);
        var dates = new JointDates();
        var portfolios = JointOptions.List("--portfolio-id", "only these portfolios, in every context that has them");
        var market = JointOptions.Market();
        var limit = JointOptions.Limit("books");
        var model = new Option<string>("--model-id") { Description = "model", DefaultValueFactory = _ => standard, HelpName = "id" };
        var window = JointOptions.Window();
        return BackfillVerb.Build(
            host,
            name,
            "encode stored target books as one series each",
            $"{host.Line("embed", name)} --start 2022-01-03 --end 2022-12-30",
            "books",
            [.. dates.Options, portfolios, market, limit, model, window],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                if (call.Get(model) != standard)
                    throw new UserError($"--model-id expects {standard}, found '{call.Get(model)}'");
                var options = NumericOptions.Default with { WindowSessions = call.Get(window) };
                return BackfillPortfolioEmbeddings.Execute(
                    databases, call.Get(portfolios) ?? [], call.Get(market), call.Get(limit), options, start, end, jobs);
            });
    }
}
