using Prometheus.Meta.Outcomes;
using Prometheus.Stores.Meta;

namespace Prometheus.Workflows.Meta;

/// <summary>A stored choice of sleeves against what came after it, at one horizon.</summary>
/// <param name="Choice">What was chosen, and when.</param>
/// <param name="HorizonSessions">Sessions after the date of the decision.</param>
/// <param name="HorizonDate">The session reached.</param>
/// <param name="Outcome">Of the chosen sleeves in equal parts; null where it cannot be measured.</param>
/// <param name="RunnerUpReturn">A fraction; NaN where there was none or it cannot be measured.</param>
/// <param name="EqualWeightReturn">Of all eligible sleeves that can be measured, in equal parts.</param>
/// <param name="SleevesMeasured">How many those are.</param>
/// <param name="Missing">Why nothing was measured; null where it was.</param>
public sealed record MeasuredChoice(
    StoredSelection Choice,
    int HorizonSessions,
    DateOnly HorizonDate,
    RealisedOutcome? Outcome,
    double RunnerUpReturn,
    double EqualWeightReturn,
    int SleevesMeasured,
    string? Missing);
