using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Backtests;

/// <summary>Where the λ predictions of a campaign come from: flags first, then the project's settings file.</summary>
internal sealed class LambdaFlags
{
    private const string Off = "off";

    private readonly Option<string?> _predictions = new("--lambda-predictions") { Description = $"CSV of λ̂ predictions, or '{Off}' [{LambdaSettingsFile.RelativePath}, where it is]", HelpName = "file" };
    private readonly Option<string?> _experiment = new("--lambda-experiment-id") { Description = "whose predictions, where the file holds several", HelpName = "id" };
    private readonly Option<string?> _column = new("--lambda-score-column") { Description = "column of the score [lambda_hat]", HelpName = "name" };
    private readonly Option<double?> _weight = DeclaredOption.Of<LambdaSettings, double?>(nameof(LambdaSettings.Weight), "--lambda-weight", "points a standard deviation of λ̂ adds to a universe score; 0 only records the exposure [0]", "points");

    public Option[] All => [_predictions, _experiment, _column, _weight];

    /// <summary>The settings in force; null where λ is off. Says on standard error when the project's file is used.</summary>
    public LambdaSettings? Read(Invocation call, string marketId)
    {
        var (path, experiment, column, weight) = (call.Get(_predictions), call.Get(_experiment), call.Get(_column), call.Get(_weight));
        if (path == Off)
            return null;
        if (path is not null)
            return CampaignLambda.SettingsOf(marketId, path, experiment, column, weight ?? 0);
        if (LambdaSettingsFile.Read(Directory.GetCurrentDirectory(), CampaignLambda.RegionOf(marketId)) is { } project)
        {
            var settings = project with
            {
                ExperimentId = experiment ?? project.ExperimentId,
                ScoreColumn = column ?? project.ScoreColumn,
                Weight = weight ?? project.Weight,
            };
            call.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"λ predictions of {settings.ExperimentId ?? "the file's experiment"} with weight {settings.Weight}, as {LambdaSettingsFile.RelativePath} says; --lambda-predictions {Off} switches them off"));
            return settings;
        }

        return experiment is null && column is null && weight is null
            ? null
            : throw new UserError($"{_experiment.Name}, {_column.Name} and {_weight.Name} need {_predictions.Name}, or the file {LambdaSettingsFile.RelativePath}");
    }

    public CampaignOptions Attach(Invocation call, CampaignOptions campaign)
        => Read(call, campaign.MarketId) is { } settings ? CampaignLambda.Attach(campaign, settings) : campaign;
}
