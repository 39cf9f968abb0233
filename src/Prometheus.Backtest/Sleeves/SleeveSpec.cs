using System.Globalization;
using Prometheus.Core.Errors;

namespace Prometheus.Backtest.Sleeves;

/// <summary>The seven fields of a <c>--sleeve</c>: ids and the assessment horizon.</summary>
public sealed record SleeveSpec(
    string SleeveId,
    string StrategyId,
    string MarketId,
    string UniverseId,
    string PortfolioId,
    string AssessmentStrategyId,
    int AssessmentHorizonDays)
{
    /// <summary>Reads <c>sleeve:strategy:market:universe:portfolio:assessment:horizon</c>.</summary>
    /// <exception cref="UserError">Not seven fields, an empty field, or a horizon that is no positive whole number.</exception>
    public static SleeveSpec Parse(string text)
    {
        var fields = text.Split(':');
        if (fields.Length != 7)
            throw new UserError($"--sleeve '{text}' needs 7 fields sleeve:strategy:market:universe:portfolio:assessment:horizon, found {fields.Length}");
        if (Array.FindIndex(fields, string.IsNullOrWhiteSpace) is var empty and >= 0)
            throw new UserError($"--sleeve '{text}' has an empty field at position {empty + 1}");
        if (!int.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out var horizon) || horizon < 1)
            throw new UserError($"--sleeve '{text}' needs a positive whole number of sessions as horizon, found '{fields[6]}'");
        return new SleeveSpec(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], horizon);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{SleeveId}:{StrategyId}:{MarketId}:{UniverseId}:{PortfolioId}:{AssessmentStrategyId}:{AssessmentHorizonDays}");
}
