using Prometheus.Opinions.Lambda;
using Prometheus.Sources.Tables;

namespace Prometheus.Workflows.Lambda;

/// <summary>
/// Reads a file of predictions such as <c>lambda experiment</c> writes: <c>as_of_date, market_id, sector, soft_target_class</c>, a score column,
/// and where present <c>experiment_id, available_at, train_start, train_end</c>. Without <c>available_at</c> a prediction is taken to be known
/// at the close of its own session.
/// </summary>
public static class LambdaPredictionsFile
{
    public const string DefaultScoreColumn = "lambda_hat";

    /// <summary>Columns that hold what came true afterwards.</summary>
    private static readonly string[] Outcomes = ["lambda_next"];

    /// <param name="path">A CSV file, plain or gzip.</param>
    /// <param name="experimentId">Whose rows; null where the file holds one experiment at most.</param>
    /// <param name="scoreColumn">The column of the values; an empty field is no prediction.</param>
    /// <param name="marketId">Whose rows; null where the file holds one market only.</param>
    /// <exception cref="UserError">An unreadable file or value, a missing column, several experiments or markets, or a cluster twice on one session.</exception>
    /// <exception cref="NothingMatchedError">No row of that experiment and market.</exception>
    public static LambdaPredictions Read(
        string path, string? experimentId = null, string scoreColumn = DefaultScoreColumn, string? marketId = null)
    {
        if (Outcomes.Contains(scoreColumn, StringComparer.Ordinal))
            throw new UserError($"{scoreColumn} is what came true after the session, not a prediction: expected a column such as {DefaultScoreColumn}");
        AccessLog.Current?.NoteFileRead(path);
        using var table = TableReader.Open(path);
        var columns = new Columns(table, scoreColumn, experimentId is not null);
        var rows = new List<LambdaPrediction>();
        var lines = new Dictionary<(DateOnly, string, string), int>();
        var (experiment, market) = (experimentId, marketId);
        while (table.Next())
        {
            var (rowExperiment, rowMarket) = (table.Text(columns.Experiment), table.Name(columns.Market));
            if ((experimentId is not null && rowExperiment != experimentId) || (marketId is not null && rowMarket != marketId))
                continue;
            if ((market ??= rowMarket) != rowMarket)
                throw table.Error($"rows of one market ({market}), found {rowMarket}: name the market");
            if ((experiment ??= rowExperiment) != rowExperiment)
                throw table.Error($"rows of one experiment ({experiment}), found {rowExperiment}: name the experiment");
            if (columns.Read(table, rowMarket) is not { } row)
                continue;
            if (!lines.TryAdd((row.AsOf, row.Sector, row.SoftTargetClass), table.Line))
            {
                throw table.Error(FormattableString.Invariant(
                    $"one row a session and cluster, found {rowMarket}|{row.Sector}|{row.SoftTargetClass} on {row.AsOf:yyyy-MM-dd} also in line {lines[(row.AsOf, row.Sector, row.SoftTargetClass)]}"));
            }

            rows.Add(row);
        }

        if (market is null || rows.Count == 0)
            throw new NothingMatchedError($"{table.File} holds no {scoreColumn}{Of(" of experiment ", experimentId)}{Of(" of market ", marketId)}");
        return new LambdaPredictions(market, string.IsNullOrEmpty(experiment) ? null : experiment, scoreColumn, rows);
    }

    private static string Of(string what, string? value) => value is null ? "" : what + value;

    private sealed class Columns(TableReader table, string scoreColumn, bool needsExperiment)
    {
        private readonly int _date = table.Require("as_of_date");
        private readonly int _sector = table.Require("sector");
        private readonly int _class = table.Require("soft_target_class");
        private readonly int _score = table.Require(scoreColumn);
        private readonly int _available = table.Find("available_at");
        private readonly int _trainStart = table.Find("train_start");
        private readonly int _trainEnd = table.Find("train_end");

        public int Market { get; } = table.Require("market_id");

        public int Experiment { get; } = needsExperiment ? table.Require("experiment_id") : table.Find("experiment_id");

        /// <summary>Null where the row predicts nothing.</summary>
        public LambdaPrediction? Read(TableReader row, string market)
        {
            var (value, date) = (row.Number(_score), row.Date(_date));
            return double.IsNaN(value)
                ? null
                : new LambdaPrediction(
                    date,
                    market,
                    row.Name(_sector),
                    row.Name(_class),
                    value,
                    row.DateOrNull(_available) ?? date,
                    row.DateOrNull(_trainStart),
                    row.DateOrNull(_trainEnd));
        }
    }
}
