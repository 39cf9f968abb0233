using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Sleeves;

/// <summary>
/// Share of the wanted weights a book takes in each regime, by the label known at the decision; the rest is cash. 0 is out of the market, 1 as
/// without rules; without a label nothing changes. The turnover limit of the portfolio holds on the way.
/// </summary>
public sealed record RegimeRules
{
    [Range(0, 1, Unit = "fraction of the wanted weights")]
    public double Crisis { get; init; } = 1;

    [Range(0, 1, Unit = "fraction of the wanted weights")]
    public double RiskOff { get; init; } = 1;

    [Range(0, 1, Unit = "fraction of the wanted weights")]
    public double Carry { get; init; } = 1;

    [Range(0, 1, Unit = "fraction of the wanted weights")]
    public double Neutral { get; init; } = 1;

    /// <summary>The model whose labels rule.</summary>
    public RegimeOptions Model { get; init; } = RegimeOptions.Default;

    public double ScaleIn(RegimeLabel? label) => label switch
    {
        RegimeLabel.Crisis => Crisis,
        RegimeLabel.RiskOff => RiskOff,
        RegimeLabel.Carry => Carry,
        RegimeLabel.Neutral => Neutral,
        _ => 1,
    };

    /// <summary>Reads <c>CRISIS=0,RISK_OFF=0.5</c>; labels that are not named keep their whole weight.</summary>
    /// <exception cref="UserError">An unknown label, one named twice, or no share between 0 and 1.</exception>
    public static RegimeRules Parse(string text)
    {
        var shares = new Dictionary<RegimeLabel, double>();
        foreach (var rule in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = rule.Split('=', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || LabelOf(parts[0]) is not { } label || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var share))
                throw new UserError($"--regime-rules expects LABEL=share, comma separated, with labels {string.Join(", ", Enum.GetValues<RegimeLabel>().Select(NameOf))}, found '{rule}'");
            if (!shares.TryAdd(label, share))
                throw new UserError($"--regime-rules names {NameOf(label)} twice in '{text}'");
        }

        if (shares.Count == 0)
            throw new UserError("--regime-rules names no label, expected for example CRISIS=0,RISK_OFF=0.5");
        var rules = new RegimeRules
        {
            Crisis = shares.GetValueOrDefault(RegimeLabel.Crisis, 1),
            RiskOff = shares.GetValueOrDefault(RegimeLabel.RiskOff, 1),
            Carry = shares.GetValueOrDefault(RegimeLabel.Carry, 1),
            Neutral = shares.GetValueOrDefault(RegimeLabel.Neutral, 1),
        };
        return OptionRules.Require(rules, _ => "--regime-rules");
    }

    /// <summary>As tables and flags spell a label.</summary>
    public static string NameOf(RegimeLabel label) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(label.ToString());

    private static RegimeLabel? LabelOf(string name)
    {
        foreach (var label in Enum.GetValues<RegimeLabel>())
        {
            if (NameOf(label) == name)
                return label;
        }

        return null;
    }
}
