using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.States.Regimes;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Stores.States;

/// <summary>Regimes ⇄ <c>regimes</c> and <c>regime_transitions</c>. A session without a label has no row.</summary>
public static class RegimeStore
{
    private static readonly string[] LabelNames = Enum.GetValues<RegimeLabel>().Select(StoredName.Of).ToArray();

    private static readonly TableShape Regimes = new(
        "regimes",
        keyColumns: 3,
        Column.Text("region"),
        Column.Date("as_of_date"),
        Column.Text("model_id"),
        Column.Text("regime_record_id"),
        Column.Text("regime_label"),
        Column.Real("confidence"),
        Column.Real("p_crisis"),
        Column.Real("p_risk_off"),
        Column.Real("p_carry"),
        Column.Real("p_neutral"),
        Column.Text("instrument_id"),
        Column.Blob("regime_embedding"),
        Column.Json("metadata"));

    private static readonly TableShape Transitions = new(
        "regime_transitions",
        keyColumns: 3,
        Column.Text("region"),
        Column.Date("as_of_date"),
        Column.Text("model_id"),
        Column.Text("transition_id"),
        Column.Text("from_regime_label"),
        Column.Text("to_regime_label"),
        Column.Json("metadata"));

    private const string OfTheModel = "region = @region AND model_id = @model";

    private const string RowColumns =
        "SELECT as_of_date, regime_label, confidence, p_crisis, p_risk_off, p_carry, p_neutral, instrument_id FROM regimes WHERE " + OfTheModel;

    /// <summary>
    /// Makes the sessions <paramref name="first"/> … <paramref name="last"/> hold exactly these regimes, and the transitions around them and the fits that
    /// begin to serve there follow. Returns the rows written to all tables together.
    /// </summary>
    public static long Save(DatabaseTransaction unit, Market market, RegimeState state, int first, int last)
    {
        var (region, model) = (market.Definition.Region, state.ModelId);
        var (from, to) = (market.Sessions[first], market.Sessions[last]);
        var range = KeyRange.Where($"{OfTheModel} AND as_of_date BETWEEN @from AND @to", new { region, model, from, to });
        return unit.Replace(Regimes, range, rows => Write(rows, market, state, first, last))
            + DeriveTransitions(unit, region, model, from, to)
            + ModelStore.Save(unit, market, state, first, last);
    }

    /// <summary>The stored regimes of a region, ascending; nothing dated after <paramref name="asOf"/> is read.</summary>
    public static IReadOnlyList<RegimeRow> Read(IDatabaseReads runtime, string region, string modelId, DateOnly start, DateOnly asOf)
        => runtime.Query<RegimeRow>(
            $"{RowColumns} AND as_of_date BETWEEN @start AND @asOf ORDER BY as_of_date", new { region, model = modelId, start, asOf });

    /// <summary>The stored window embeddings of a region, ascending; a session before the first fit has none. Nothing dated after <paramref name="asOf"/> is read.</summary>
    public static IReadOnlyList<StoredVector> ReadEmbeddings(IDatabaseReads runtime, string region, string modelId, DateOnly start, DateOnly asOf)
    {
        var vectors = new List<StoredVector>();
        using var rows = runtime.Read(
            $"SELECT as_of_date, regime_embedding FROM regimes WHERE {OfTheModel} AND as_of_date BETWEEN @start AND @asOf AND regime_embedding IS NOT NULL ORDER BY as_of_date",
            new { region, model = modelId, start, asOf });
        while (rows.Next())
            vectors.Add(new StoredVector(region, rows.Date(0), VectorBytes.Read(rows.Blob(1)), 1));
        return vectors;
    }

    /// <summary>
    /// Stored labels [sessions × 1] and filtered probabilities [sessions × 4] on an axis; nothing on a session without a row. Nothing dated after
    /// <paramref name="asOf"/> is read.
    /// </summary>
    public static (CodePanel Label, Panel Probability) ReadPanels(
        IDatabaseReads runtime, string region, string modelId, SessionAxis sessions, DateOnly asOf)
    {
        var labels = new byte[sessions.Count];
        var probabilities = new double[sessions.Count * RegimeState.Labels];
        Array.Fill(labels, CodePanel.None);
        Array.Fill(probabilities, double.NaN);
        foreach (var row in Read(runtime, region, modelId, DateOnly.MinValue, asOf))
        {
            if (sessions.IndexOf(row.AsOfDate) is not (var t and >= 0))
                continue;
            labels[t] = (byte)Array.IndexOf(LabelNames, row.RegimeLabel);
            ReadOnlySpan<double> values = [row.PCrisis, row.PRiskOff, row.PCarry, row.PNeutral];
            values.CopyTo(probabilities.AsSpan(t * RegimeState.Labels));
        }

        return (CodePanel.Adopt(labels, sessions.Count, 1), Panel.Adopt(probabilities, sessions.Count, RegimeState.Labels));
    }

    private static void Write(RowWriter rows, Market market, RegimeState state, int first, int last)
    {
        var (region, model, index) = (market.Definition.Region, state.ModelId, market.RegimeIndex);
        using var json = new StoredJson();
        var (fit, metadata) = (state.FitAt(first), "");
        for (var t = first; t <= last; t++)
        {
            if (state.Label[t, 0] is not (var label and not CodePanel.None))
                continue;
            if (metadata.Length == 0 || !ReferenceEquals(fit, state.FitAt(t)))
                (fit, metadata) = (state.FitAt(t), MetadataOf(json, market, state, state.FitAt(t)));
            var date = market.Sessions[t];
            rows.Text(region).Date(date).Text(model).Text(IdOf("regime", region, date, model)).Text(LabelNames[label])
                .Real(state.ConfidenceAt(t)).Real(state.Probability[t, 0]).Real(state.Probability[t, 1])
                .Real(state.Probability[t, 2]).Real(state.Probability[t, 3]).Text(index);
            _ = fit is null || state.Embedding is null ? rows.Null() : rows.Blob(VectorBytes.Of(state.Embedding.Row(t)[..fit.Encoder.Dimensions]));
            rows.Json(metadata).EndRow();
        }
    }

    /// <summary>Names the fit that served by its first session, or the fixed prior.</summary>
    private static string MetadataOf(StoredJson json, Market market, RegimeState state, RegimeFit? fit) => json.Object((market, state, fit), static (writer, source) =>
    {
        writer.WriteNumber("window_days", source.state.Options.WindowSessions);
        writer.WriteString("method", StoredName.Of(source.state.Options.Method));
        writer.WriteString("instrument_id", source.market.RegimeIndex);
        writer.WriteString("model", source.fit is null ? RegimeState.PriorModelId : source.state.ModelId);
        if (source.fit is not null)
            writer.WriteString("fit_served_from", source.market.Sessions[source.fit.FirstSession].ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    });

    /// <summary>From the last stored session before the range to the first one after it: those neighbours changed too.</summary>
    private static long DeriveTransitions(DatabaseTransaction unit, string region, string model, DateOnly from, DateOnly to)
    {
        var before = unit.Scalar<DateOnly?>($"SELECT MAX(as_of_date) FROM regimes WHERE {OfTheModel} AND as_of_date < @from", new { region, model, from });
        var after = unit.Scalar<DateOnly?>($"SELECT MIN(as_of_date) FROM regimes WHERE {OfTheModel} AND as_of_date > @to", new { region, model, to });
        var history = unit.Query<RegimeRow>(
            $"{RowColumns} AND as_of_date BETWEEN @begin AND @end ORDER BY as_of_date", new { region, model, begin = before ?? from, end = after ?? to });
        var range = KeyRange.Where($"{OfTheModel} AND as_of_date BETWEEN @from AND @end", new { region, model, from, end = after ?? to });
        return unit.Replace(Transitions, range, rows =>
        {
            using var json = new StoredJson();
            for (var k = 1; k < history.Count; k++)
            {
                var (was, now) = (history[k - 1], history[k]);
                if (was.RegimeLabel == now.RegimeLabel)
                    continue;
                var metadata = json.Object((was, now), static (writer, pair) =>
                {
                    StoredJson.Number(writer, "previous_confidence", pair.was.Confidence);
                    StoredJson.Number(writer, "current_confidence", pair.now.Confidence);
                });
                rows.Text(region).Date(now.AsOfDate).Text(model).Text(IdOf("regime_transition", region, now.AsOfDate, model))
                    .Text(was.RegimeLabel).Text(now.RegimeLabel).Json(metadata).EndRow();
            }
        });
    }

    private static string IdOf(string kind, string region, DateOnly date, string model)
        => StableId.Of(kind, region, date.ToString("O", System.Globalization.CultureInfo.InvariantCulture), model);
}

/// <summary>A row of <c>regimes</c>.</summary>
/// <param name="RegimeLabel">CRISIS, RISK_OFF, CARRY or NEUTRAL.</param>
/// <param name="InstrumentId">Null: the equal-weight market.</param>
public sealed record RegimeRow(
    DateOnly AsOfDate, string RegimeLabel, double Confidence, double PCrisis, double PRiskOff, double PCarry, double PNeutral,
    string? InstrumentId);
