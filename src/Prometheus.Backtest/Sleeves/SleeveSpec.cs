using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;

namespace Prometheus.Backtest.Sleeves;

/// <summary>The seven fields of a <c>--sleeve</c>: ids and the assessment horizon.</summary>
public sealed record SleeveSpec(
    string SleeveId,
    string StrategyId,
    string MarketId,
    string UniverseId,
    string PortfolioId,
    string AssessmentStrategyId,
    [property: Range(1, 2520, Unit = "sessions")] int AssessmentHorizonDays)
{
    /// <summary>Reads <c>sleeve:strategy:market:universe:portfolio:assessment:horizon</c>.</summary>
    /// <param name="text">The seven fields.</param>
    /// <param name="flag">What the message calls it.</param>
    /// <exception cref="UserError">Not seven fields, an empty field, or a horizon out of its range.</exception>
    public static SleeveSpec Parse(string text, string flag = "--sleeve")
    {
        var sessions = OptionShape.Of(typeof(SleeveSpec)).Member(nameof(AssessmentHorizonDays));
        var fields = text.Split(':');
        if (fields.Length != 7)
            throw new UserError($"{flag} '{text}' needs 7 fields sleeve:strategy:market:universe:portfolio:assessment:horizon, found {fields.Length}");
        if (Array.FindIndex(fields, string.IsNullOrWhiteSpace) is var empty and >= 0)
            throw new UserError($"{flag} '{text}' has an empty field at position {empty + 1}");
        if (!sessions.TryRead(fields[6], out var horizon))
            throw new UserError($"{flag} '{text}' needs as horizon {sessions.Expectation}, found '{fields[6]}'");
        return new SleeveSpec(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], (int)horizon);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{SleeveId}:{StrategyId}:{MarketId}:{UniverseId}:{PortfolioId}:{AssessmentStrategyId}:{AssessmentHorizonDays}");
}
