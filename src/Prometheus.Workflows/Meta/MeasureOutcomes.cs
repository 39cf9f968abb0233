using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Meta.Outcomes;
using Prometheus.Stores.Meta;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Meta;

/// <summary>
/// Compares every stored choice of sleeves with what came after it: the chosen ones against the runner-up and against all in equal parts, 5, 21
/// and 63 sessions later. What can be measured is written to <c>decision_outcomes</c>.
/// </summary>
public static class MeasureOutcomes
{
    /// <summary>More calendar days than 63 sessions ever take.</summary>
    private const int CalendarDays = 120;

    private const double SessionsPerYear = 252;

    private static readonly int[] Horizons = [5, 21, 63];

    /// <param name="databases">Decisions and runs lie in the runtime database.</param>
    /// <param name="strategyId">Only decisions about this strategy; null is all.</param>
    /// <param name="asOf">Only decisions made by this date.</param>
    /// <returns>One a decision and horizon, measured or not.</returns>
    /// <exception cref="NothingMatchedError">No decision of that kind is stored.</exception>
    public static IReadOnlyList<MeasuredChoice> Execute(DatabasePair databases, string? strategyId, DateOnly asOf)
    {
        var runtime = databases.Runtime;
        var choices = SelectionStore.Read(runtime, strategyId, asOf);
        if (choices.Count == 0)
            throw new NothingMatchedError($"there is no decision of Meta{(strategyId is null ? "" : $" about strategy '{strategyId}'")}; 'prometheus meta select' makes one");

        var equity = new LaterEquity(runtime);
        var measured = choices.SelectMany(choice => Horizons.Select(horizon => Measure(choice, horizon, equity))).ToArray();
        runtime.InTransaction(unit => DecisionStore.SaveOutcomes(unit, [.. measured.Where(m => m.Outcome is not null).Select(RowOf)]));
        return measured;
    }

    private static MeasuredChoice Measure(StoredSelection choice, int horizon, LaterEquity equity)
    {
        var calendar = ExchangeCalendars.Get(MarketCatalog.Get(choice.Selected[0].MarketId).Exchange);
        var asOf = choice.Inputs.AsOf;
        var sessions = calendar.Sessions(asOf.AddDays(1), asOf.AddDays(CalendarDays)).Take(horizon).Select(s => s.Date).ToArray();
        var curves = choice.Inputs.CandidateRuns.Where(c => c.Rank is not null).ToDictionary(c => c.SleeveId, c => equity.Curve(choice, c, sessions));
        if (choice.Selected.FirstOrDefault(s => curves[s.SleeveId] is null) is { } missing)
        {
            var reason = $"no stored run of sleeve {missing.SleeveId} with the same options goes on from {asOf:yyyy-MM-dd} to {sessions[^1]:yyyy-MM-dd}";
            return new MeasuredChoice(choice, horizon, sessions[^1], null, double.NaN, double.NaN, 0, reason);
        }

        var all = curves.Values.OfType<double[]>().ToArray();
        return new MeasuredChoice(
            choice,
            horizon,
            sessions[^1],
            RealisedOutcome.Of([.. choice.Selected.Select(s => curves[s.SleeveId]!)], SessionsPerYear),
            choice.RunnerUp is { } second && curves[second.SleeveId] is { } curve ? (curve[^1] / curve[0]) - 1 : double.NaN,
            RealisedOutcome.Of(all, SessionsPerYear).Return,
            all.Length,
            null);
    }

    private static OutcomeRow RowOf(MeasuredChoice measured)
    {
        var (outcome, runnerUp) = (measured.Outcome!, measured.RunnerUpReturn);
        return new OutcomeRow
        {
            DecisionId = measured.Choice.Row.DecisionId,
            HorizonDays = measured.HorizonSessions,
            RealizedReturn = outcome.Return,
            RealizedDrawdown = outcome.Drawdown,
            RealizedVol = outcome.Volatility,
            Metadata = CanonicalJson.SerializeToString(new
            {
                horizon_unit = "sessions",
                horizon_date = measured.HorizonDate,
                runner_up_return = Stored(runnerUp),
                excess_over_runner_up = Stored(outcome.Return - runnerUp),
                equal_weight_return = Stored(measured.EqualWeightReturn),
                excess_over_equal_weight = Stored(outcome.Return - measured.EqualWeightReturn),
                equal_weight_sleeves = measured.SleevesMeasured,
            }),
        };
    }

    private static double? Stored(double value) => double.IsNaN(value) ? null : value + 0.0; // −0 is stored as 0
}

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
