using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Facts;

namespace Prometheus.Cli.Commands.Facts;

internal static class ImportNewsCommand
{
    public static Command Build(CommandHost host)
    {
        var options = new TextImportFlags();
        return host.Command(
            "news",
            "import articles: timestamp with zone and headline, where present id, source, body, language, symbols; or a row a day: Date, Top1, Top2, …",
            "prometheus data import news --file news.csv --market US_EQ",
            options.TimedTexts,
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                return FactReport.Print(call, ImportNews.Run(databases, options.Of(call, isTimed: true)), "articles");
            });
    }
}
