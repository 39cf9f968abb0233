using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Statistics;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Assessment;

/// <summary>
/// An assessment from the user's own scores instead of price ingredients: the Gaussian rank of the score in force within date and sector, then
/// the same rule for the expected return, μ̂ = IC·σ_idio·√H·z, and the same labels. Row t depends on scores known by t only.
/// </summary>
public static class ImportedAssessment
{
    /// <param name="market">Sectors as known on each session.</param>
    /// <param name="features">Price features of the same market: σ of every name.</param>
    /// <param name="stability">Classes that inflate risk.</param>
    /// <param name="scores">The user's scores.</param>
    /// <param name="options">Constants of the assessment; its horizon must be that of the scores.</param>
    /// <param name="maximumAgeSessions">Sessions after which a score is silent; null is the horizon.</param>
    /// <exception cref="ModelError">Scores of another horizon.</exception>
    public static AssessmentState Compute(
        Market market,
        PriceFeatures features,
        StabilityState stability,
        ImportedScores scores,
        AssessmentOptions options,
        int? maximumAgeSessions = null)
    {
        if (scores.HorizonSessions != options.HorizonSessions)
            throw new ModelError($"the scores of {scores.ModelId} look {scores.HorizonSessions} sessions forward, expected {options.HorizonSessions}");

        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var inForce = scores.InForce(market, maximumAgeSessions);
        var output = new HorizonOutput(options, sessions, columns);
        var section = new CrossSection(columns);
        var row = new double[columns];
        for (var t = 0; t < sessions; t++)
        {
            inForce.Row(t).CopyTo(row);
            foreach (var fund in market.Funds)
                row[fund] = double.NaN;
            var z = output.Z(t);
            var coverage = output.Coverage(t);
            z.Fill(double.NaN);
            section.Load(row);
            section.WriteGaussianRanksWithin(market.Sectors.Codes.Row(t), z);
            for (var i = 0; i < columns; i++)
                coverage[i] = double.IsNaN(row[i]) ? 0 : 1;
            output.Finish(t, features.IdiosyncraticVolatility.Row(t));
        }

        var risk = AssessmentEngine.RiskVolatility(features.IdiosyncraticVolatility, stability.Class);
        return output.ToState(features.IdiosyncraticVolatility, risk) with { ImportedModelId = scores.ModelId };
    }
}
