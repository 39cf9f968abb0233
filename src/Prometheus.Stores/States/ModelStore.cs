using System.Buffers.Binary;
using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Projection;
using Prometheus.States.Regimes;

namespace Prometheus.Stores.States;

/// <summary>
/// Fitted models ⇄ <c>models</c>: the record of what served when. Fits are computed in memory each time; equal training rows give an equal row.
/// </summary>
public static class ModelStore
{
    private static readonly TableShape Models = new(
        "models",
        keyColumns: 3,
        Column.Text("model_id"),
        Column.Text("scope"),
        Column.Date("served_from"),
        Column.Text("schema_hash"),
        Column.Date("training_start"),
        Column.Date("training_end"),
        Column.Text("training_digest"),
        Column.Integer("seed"),
        Column.Json("fit"),
        Column.Blob("encoder"));

    /// <summary>Makes the fits that serve the sessions <paramref name="first"/> … <paramref name="last"/> the stored ones. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, Market market, RegimeState state, int first, int last)
    {
        var fits = state.Fits.Where(f => f.FirstSession <= last && (f.FirstSession >= first || ReferenceEquals(f, state.FitAt(first)))).ToArray();
        if (fits.Length == 0)
            return 0;
        return unit.Upsert(Models, rows =>
        {
            using var json = new StoredJson();
            foreach (var fit in fits)
            {
                rows.Text(state.ModelId).Text(market.Definition.Region).Date(market.Sessions[fit.FirstSession])
                    .Text(StableId.HashOf(new Schema([.. fit.Features], [.. fit.Chain.Evidence])))
                    .Date(market.Sessions[fit.TrainingFirst]).Date(market.Sessions[fit.TrainingLast]).Text(fit.TrainingDigest).Integer(state.Options.Seed)
                    .Json(json.Object(fit, Write)).Blob(Bytes(fit.Encoder)).EndRow();
            }
        });
    }

    /// <summary>The same for a numeric encoder, whose scope is the market: a region's regimes have an encoder of the same name.</summary>
    public static long Save(DatabaseTransaction unit, string marketId, SessionAxis sessions, NumericState state, int first, int last)
    {
        var fits = state.Fits.Where(f => f.FirstSession <= last && (f.FirstSession >= first || ReferenceEquals(f, state.FitAt(first)))).ToArray();
        if (fits.Length == 0)
            return 0;
        return unit.Upsert(Models, rows =>
        {
            using var json = new StoredJson();
            foreach (var fit in fits)
            {
                rows.Text(state.ModelId).Text(marketId).Date(sessions[fit.FirstSession]).Text(StableId.HashOf(new Inputs([.. fit.Features], NumericFit.Method)))
                    .Date(sessions[fit.TrainingFirst]).Date(sessions[fit.TrainingLast]).Text(fit.TrainingDigest).Integer(0)
                    .Json(json.Object(fit, Write)).Blob(Bytes(fit.Encoder)).EndRow();
            }
        });
    }

    /// <summary>The stored fits of a model and scope that serve sessions up to <paramref name="asOf"/>, ascending.</summary>
    public static IReadOnlyList<ModelRow> Read(IDatabaseReads runtime, string modelId, string scope, DateOnly asOf) => runtime.Query<ModelRow>(
        """
        SELECT served_from, schema_hash, training_start, training_end, training_digest, seed, CAST(fit AS TEXT) AS fit
        FROM models WHERE model_id = @modelId AND scope = @scope AND served_from <= @asOf ORDER BY served_from
        """,
        new { modelId, scope, asOf });

    private static void Write(Utf8JsonWriter json, RegimeFit fit)
    {
        json.WriteStartArray("features");
        foreach (var name in fit.Features)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("embedding_dim", fit.Encoder.Dimensions);
        Numbers(json, "evidence", fit.Chain.Evidence);
        Numbers(json, "transition", fit.Chain.Transition);
        Numbers(json, "variances", fit.Chain.Variances);
        json.WriteStartArray("prototypes");
        foreach (var prototype in fit.Prototypes)
        {
            json.WriteStartObject();
            json.WriteString("label", prototype.Label is { } label ? StoredName.Of(label) : null);
            StoredJson.Number(json, "sessions", prototype.Sessions);
            StoredJson.Number(json, "annual_volatility", prototype.Volatility);
            StoredJson.Number(json, "annual_mean_return", prototype.MeanReturn);
            StoredJson.Number(json, "l2_norm", prototype.Norm);
            Numbers(json, "center", prototype.Centre);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, NumericFit fit)
    {
        json.WriteStartArray("features");
        foreach (var name in fit.Features)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("embedding_dim", fit.Encoder.Dimensions);
        json.WriteNumber("training_rows", fit.TrainingRows);
        Numbers(json, "centres", fit.Centres);
        Numbers(json, "scales", fit.Scales);
    }

    private static void Numbers(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value + 0.0); // −0 is stored as 0
        json.WriteEndArray();
    }

    private static byte[] Bytes(WhitenedComponents encoder)
    {
        double[] numbers = [.. encoder.Centre, .. encoder.Projection, .. encoder.Variances];
        var bytes = new byte[sizeof(double) * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double) * i), numbers[i]);
        return bytes;
    }

    private sealed record Inputs(EquatableList<string> Features, int Method);

    private sealed record Schema(EquatableList<string> Features, EquatableList<double> Evidence);
}

/// <summary>A row of <c>models</c> without its encoder.</summary>
/// <param name="Fit">JSON of the fitted numbers.</param>
public sealed record ModelRow(
    DateOnly ServedFrom, string SchemaHash, DateOnly TrainingStart, DateOnly TrainingEnd, string TrainingDigest, long Seed, string Fit);
