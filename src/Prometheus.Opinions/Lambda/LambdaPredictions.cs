using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.States.Declarations;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// The predictions of one experiment for one market: an exact lookup by session and cluster, without extrapolation and without carrying a
/// value forward. A prediction that could not have been known when it is asked for is refused, not hidden.
/// </summary>
public sealed class LambdaPredictions : IStoredInput
{
    /// <summary>The predictions that options name, of the market they are asked for.</summary>
    public static StateDefinition<LambdaOptions, LambdaPredictions> Definition { get; } = new()
    {
        Kind = "lambda predictions",
        ModelId = "lambda-predictions-v1",
        StoredReads = ["lambda predictions"],
        Default = new LambdaOptions(),
        Reads = _ => MarketReads.TotalReturns,
        Compute = (reader, all) => [.. all.Select(options => Named(reader, options))],
    };

    private readonly Dictionary<(DateOnly AsOf, string Sector, string Class), LambdaPrediction> _rows;
    private readonly Lazy<string> _digest;

    /// <param name="marketId">Market of all rows.</param>
    /// <param name="experimentId">Whose predictions these are; null where the source does not say.</param>
    /// <param name="scoreColumn">The column the values came from.</param>
    /// <param name="rows">In any order, each session and cluster once.</param>
    /// <exception cref="DataError">A row of another market, or a cluster twice on one session.</exception>
    public LambdaPredictions(string marketId, string? experimentId, string scoreColumn, IEnumerable<LambdaPrediction> rows)
    {
        (MarketId, ExperimentId, ScoreColumn, _rows) = (marketId, experimentId, scoreColumn, []);
        foreach (var row in rows)
        {
            if (!string.Equals(row.MarketId, marketId, StringComparison.Ordinal))
                throw new DataError($"predictions for market {marketId} hold a row of market {row.MarketId} on {row.AsOf:yyyy-MM-dd}");
            if (!_rows.TryAdd((row.AsOf, row.Sector, row.SoftTargetClass), row))
                throw new DataError($"predictions hold the cluster {row.MarketId}|{row.Sector}|{row.SoftTargetClass} twice on {row.AsOf:yyyy-MM-dd}");
        }

        _digest = new Lazy<string>(() => StableId.HashOf(new
        {
            MarketId,
            ExperimentId,
            ScoreColumn,
            Rows = _rows.Values
                .OrderBy(r => r.AsOf).ThenBy(r => r.Sector, StringComparer.Ordinal).ThenBy(r => r.SoftTargetClass, StringComparer.Ordinal).ToArray(),
        }));
    }

    public string MarketId { get; }

    public string? ExperimentId { get; }

    public string ScoreColumn { get; }

    /// <summary>Hex SHA-256 of the rows, whatever file and order they came in.</summary>
    public string Digest => _digest.Value;

    public int Count => _rows.Count;

    /// <summary>Those made on or before <paramref name="end"/>: what a run that ends there can depend on.</summary>
    public LambdaPredictions Until(DateOnly end) => new(MarketId, ExperimentId, ScoreColumn, _rows.Values.Where(r => r.AsOf <= end));

    /// <param name="session">Date at whose close the value is used.</param>
    /// <param name="sector">Sector name, or UNKNOWN.</param>
    /// <param name="present">Class of that very session; null is the cluster of names without a state.</param>
    /// <returns>NaN where there is no prediction for that session and cluster.</returns>
    /// <exception cref="LookAheadError">The prediction became available later, or its model was fitted on rows of that session or later.</exception>
    public double At(DateOnly session, string sector, SoftTargetClass? present)
    {
        if (!_rows.TryGetValue((session, sector, ClusterNames.Of(present)), out var row))
            return double.NaN;
        if (row.AvailableAt > session)
            throw new LookAheadError($"{Name(row)} became available on {row.AvailableAt:yyyy-MM-dd} and was asked for on {session:yyyy-MM-dd}");
        if (row.TrainEnd >= session)
        {
            throw new LookAheadError(
                $"{Name(row)} comes from a model fitted on {row.TrainStart:yyyy-MM-dd} to {row.TrainEnd:yyyy-MM-dd} and was asked for on {session:yyyy-MM-dd}");
        }

        return row.Value;
    }

    private static LambdaPredictions Named(StateReader reader, LambdaOptions options)
    {
        var predictions = reader.Stored<LambdaPredictions>(options.PredictionsDigest) ?? throw new UserError(
            $"the λ predictions {options.ExperimentId ?? "of an unnamed experiment"} with digest '{options.PredictionsDigest}' are not at hand: name their file with --lambda-predictions");
        var marketId = reader.Market.Definition.MarketId;
        return predictions.MarketId == marketId
            ? predictions
            : throw new UserError($"the λ predictions of {options.ExperimentId ?? options.PredictionsDigest} are of {predictions.MarketId}, the market is {marketId}");
    }

    private string Name(LambdaPrediction row)
        => $"the {ScoreColumn} of {ExperimentId ?? "an unnamed experiment"} for {row.MarketId}|{row.Sector}|{row.SoftTargetClass}";
}

/// <summary>Which λ̂ a sleeve uses and how much it weighs; part of what a run depends on.</summary>
public sealed record LambdaOptions
{
    /// <summary>Null where the predictions do not name their experiment.</summary>
    public string? ExperimentId { get; init; }

    public string ScoreColumn { get; init; } = "lambda_hat";

    /// <summary><see cref="LambdaPredictions.Digest"/> of the rows used.</summary>
    public string PredictionsDigest { get; init; } = "";

    /// <summary>Points a standard deviation of λ̂ adds to the score of a universe; 0 records the exposure and ranks without it.</summary>
    [Range(-1_000, 1_000, Unit = "points")]
    public double Weight { get; init; }
}

/// <summary>What a model said about one cluster at the close of one session.</summary>
/// <param name="AsOf">The session whose rows the prediction was made from; it speaks about the next one.</param>
/// <param name="MarketId">Market of the cluster.</param>
/// <param name="Sector">Sector name, or UNKNOWN.</param>
/// <param name="SoftTargetClass">Stored name of the class, or UNKNOWN.</param>
/// <param name="Value">The score; never NaN.</param>
/// <param name="AvailableAt">The first date on whose close it may be used.</param>
/// <param name="TrainStart">First date of the rows the model was fitted on; null where nothing was fitted or nobody says.</param>
/// <param name="TrainEnd">Last date of those rows.</param>
public sealed record LambdaPrediction(
    DateOnly AsOf,
    string MarketId,
    string Sector,
    string SoftTargetClass,
    double Value,
    DateOnly AvailableAt,
    DateOnly? TrainStart = null,
    DateOnly? TrainEnd = null);
