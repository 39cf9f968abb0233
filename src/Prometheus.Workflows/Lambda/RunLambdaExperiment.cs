using Prometheus.Core.Identity;
using Prometheus.Core.Options;
using Prometheus.Opinions.Lambda;
using Prometheus.Stores.States;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Lambda;

/// <summary>Runs one experiment on a λ panel from files: results and predictions into files, the record into the runtime database.</summary>
public static class RunLambdaExperiment
{
    private static readonly string[] Added =
    [
        "lambda_next", "lambda_prev", "lambda_trend", "lambda_hat", "experiment_id", "available_at", "train_start", "train_end",
    ];

    /// <exception cref="UserError">A file or a range that cannot be meant.</exception>
    /// <exception cref="NothingMatchedError">No row to train on or none to predict, or a series that matches no row.</exception>
    public static LambdaExperimentResult Execute(DatabasePair databases, LambdaExperimentFiles files, LambdaExperimentOptions options)
    {
        OptionRules.Require(options);
        var table = LambdaTable.Read(files.Input);
        var rows = Join(table, files, databases);
        if (files.Features is { } model)
            rows = MemberVectors.Join(databases, rows, model, options.TestEnd);
        var panel = new LambdaPanel(rows);
        var result = LambdaExperiment.Run(panel, options);

        if (files.Predictions is { } predictions)
        {
            var joined = Joined(files);
            string[] kept = [.. table.Header.Except([.. Added, .. joined], StringComparer.Ordinal)];
            ExperimentTableFile.Replace(
                predictions, [.. kept, .. joined, .. Added], Predicted(table, kept, joined, rows, panel, result), options.ExperimentId);
        }

        var columns = files.AllColumns ? LambdaResultColumns.All : LambdaResultColumns.Seed;
        ExperimentTableFile.Replace(files.Output, columns, [LambdaResultColumns.Cells(result)[..columns.Count]], options.ExperimentId);
        databases.Runtime.InTransaction(unit => LambdaStore.Save(unit, result, InputDigest(files)));
        return result;
    }

    private static IReadOnlyList<LambdaRow> Join(LambdaTable table, LambdaExperimentFiles files, DatabasePair databases)
    {
        foreach (var column in Joined(files))
        {
            if (table.Header.Contains(column, StringComparer.Ordinal))
                throw new UserError($"{files.Input} has a column {column} already: leave out the file that would bring another");
        }

        var rows = table.Rows;
        if (files.RegimeRisk is { } regime)
            rows = RegimeRiskFile.Join(regime, rows);
        if (files.StabilityRisk is { } stability)
            rows = StabilityRiskFile.Join(stability, rows, databases);
        return rows;
    }

    /// <summary>Columns that joined files bring.</summary>
    private static string[] Joined(LambdaExperimentFiles files) =>
    [
        .. files.RegimeRisk is null ? Array.Empty<string>() : [LambdaTable.RegimeRisk],
        .. files.StabilityRisk is null ? Array.Empty<string>() : [LambdaTable.StabilityRisk, LambdaTable.StabilityWorsen],
    ];

    /// <summary>A prediction is known at the close of its own session: the rows it was made from end there.</summary>
    private static List<object?[]> Predicted(
        LambdaTable table, string[] kept, string[] joined, IReadOnlyList<LambdaRow> rows, LambdaPanel panel, LambdaExperimentResult result)
    {
        var places = kept.Select(name => table.Header.ToList().IndexOf(name)).ToArray();
        var predicted = new List<object?[]>(result.Rows.Count);
        for (var k = 0; k < result.Rows.Count; k++)
        {
            var row = result.Rows[k];
            var source = panel.SourceOf(row);
            predicted.Add(
            [
                .. places.Select(place => table.Cells[source][place]),
                .. joined.Select(name => (object?)ValueOf(rows[source], name)),
                panel.NextOf(row), panel.PreviousOf(row), panel.FeatureOf(row, LambdaFeature.LambdaTrend), result.Predictions[k],
                result.Options.ExperimentId, panel[row].AsOf, result.Options.TrainStart, result.Options.TrainEnd,
            ]);
        }

        return predicted;
    }

    private static double ValueOf(LambdaRow row, string column) => column switch
    {
        LambdaTable.RegimeRisk => row.RegimeRisk,
        LambdaTable.StabilityRisk => row.StabilityRisk,
        _ => row.StabilityWorsen,
    };

    private static string InputDigest(LambdaExperimentFiles files) => StableId.HashOf(
        new[] { files.Input, files.RegimeRisk, files.StabilityRisk }.Select(path => path is null ? "" : ContentDigest.Of(path))
            .Concat(files.Features is { } model ? [model] : []).ToArray());
}

/// <summary>What an experiment reads and writes.</summary>
public sealed record LambdaExperimentFiles
{
    /// <summary>λ panel.</summary>
    public required string Input { get; init; }

    /// <summary>Results of all experiments.</summary>
    public required string Output { get; init; }

    /// <summary>Predictions of all experiments; null writes none.</summary>
    public string? Predictions { get; init; }

    /// <summary>Regime risk series to join.</summary>
    public string? RegimeRisk { get; init; }

    /// <summary>STAB risk series of instruments to join.</summary>
    public string? StabilityRisk { get; init; }

    /// <summary>Numeric model whose vectors describe the clusters' members; null describes them by none.</summary>
    public string? Features { get; init; }

    /// <summary>Results get the columns beyond the seed's.</summary>
    public bool AllColumns { get; init; }
}
