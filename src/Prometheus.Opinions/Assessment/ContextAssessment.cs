using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Statistics;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Assessment;

/// <summary>
/// <c>assessment-context-v1</c>: a ridge head on context vectors, one fit a year and horizon from what came of earlier ones
/// (<see cref="ContextTraining"/>). Its predictions are ranked within date and sector as any score, and from z on everything is as in
/// <see cref="AssessmentEngine"/>. Where a name has no vector in force, or no fit serves yet, the fallback stands in and says so. Row t depends
/// on rows and vectors ≤ t only.
/// </summary>
public static class ContextAssessment
{
    /// <param name="market">Sectors as known on each session, and outcomes for training.</param>
    /// <param name="features">Price features of the same market: σ of every name.</param>
    /// <param name="stability">Classes that inflate risk.</param>
    /// <param name="basic">The price assessment of the same horizon; needed where it is the fallback.</param>
    /// <param name="vectors">Context vectors.</param>
    /// <param name="options">Constants from z on; its horizon is the outcomes'.</param>
    /// <param name="context">Constants of the head.</param>
    /// <param name="cancellation">Checked between fits and sessions.</param>
    /// <exception cref="ModelError">The price assessment is the fallback and is missing, or is of another horizon.</exception>
    public static AssessmentState Compute(
        Market market,
        PriceFeatures features,
        StabilityState stability,
        AssessmentState? basic,
        ContextVectors vectors,
        AssessmentOptions options,
        ContextOptions context,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(context);
        if (context.Fallback == ContextFallback.Basic && basic?.Options.HorizonSessions != options.HorizonSessions)
            throw new ModelError($"the context assessment falls back on a price assessment of horizon {options.HorizonSessions}, which was not handed in");

        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var inForce = vectors.InForce(market, context.MaximumAgeSessions);
        var fits = new ContextTraining(market, vectors, context, options.HorizonSessions).Fit(vectors.ColumnsIn(market), cancellation);
        var state = new ContextState(context, vectors, inForce, columns, fits);
        var output = new HorizonOutput(options, sessions, columns);
        var (section, row) = (new CrossSection(columns), new double[columns]);
        for (var t = 0; t < sessions; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            Predict(market, state, t, row, output.Coverage(t));
            output.Z(t).Fill(double.NaN);
            section.Load(row);
            section.WriteGaussianRanksWithin(market.Sectors.Codes.Row(t), output.Z(t));
            FallBack(market, state, basic, t, row, output);
            output.Finish(t, features.IdiosyncraticVolatility.Row(t));
        }

        var risk = AssessmentEngine.RiskVolatility(features.IdiosyncraticVolatility, stability.Class);
        return output.ToState(features.IdiosyncraticVolatility, risk) with { Context = state };
    }

    /// <summary>The price assessment with the vectors' norm and coverage beside it.</summary>
    public static AssessmentState Beside(Market market, AssessmentState basic, ContextVectors vectors, ContextOptions context)
        => basic with { Context = new ContextState(context, vectors, vectors.InForce(market, context.MaximumAgeSessions), market.Instruments.Count, []) };

    /// <summary>x·β of the names with a vector in force; NaN elsewhere.</summary>
    private static void Predict(Market market, ContextState state, int session, double[] predictions, Span<double> coverage)
    {
        var (fit, date) = (state.FitAt(session), market.Sessions[session]);
        for (var i = 0; i < predictions.Length; i++)
        {
            (predictions[i], coverage[i]) = (double.NaN, 0);
            if (fit is null || state.RowAt(session, i) is not (>= 0 and var row))
                continue;
            var vector = state.Vectors.Row(row, date);
            var sum = 0.0;
            for (var k = 0; k < vector.Length; k++)
                sum += vector[k] * fit.Coefficients[k];
            (predictions[i], coverage[i]) = (sum, state.Vectors.CoverageOf(row));
        }
    }

    private static void FallBack(Market market, ContextState state, AssessmentState? basic, int session, double[] predictions, HorizonOutput output)
    {
        var z = output.Z(session);
        var coverage = output.Coverage(session);
        for (var i = 0; i < predictions.Length; i++)
        {
            if (!double.IsNaN(predictions[i]))
                continue;
            if (state.Options.Fallback == ContextFallback.Basic)
                (z[i], coverage[i]) = (basic!.Z[session, i], basic.Coverage[session, i]);
            else if (!market.Funds.Contains(i))
                z[i] = 0;
        }
    }
}

/// <summary>What stands in where a name has no context vector, or no fit serves yet.</summary>
public enum ContextFallback
{
    /// <summary>The price assessment; its rows carry its model id.</summary>
    Basic,

    /// <summary>HOLD with z = 0.</summary>
    Hold,
}
