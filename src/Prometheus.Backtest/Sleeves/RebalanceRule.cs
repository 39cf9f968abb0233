using System.Globalization;
using Prometheus.Core.Errors;

namespace Prometheus.Backtest.Sleeves;

/// <summary>When a sleeve decides: <c>daily</c>, <c>weekly</c> (each calendar week's last session), <c>monthly</c>, or <c>every:N</c> sessions.</summary>
public readonly record struct RebalanceRule(RebalanceKind Kind, int EverySessions)
{
    public static RebalanceRule Weekly => new(RebalanceKind.Weekly, 0);

    /// <exception cref="UserError">An unknown spelling.</exception>
    public static RebalanceRule Parse(string text) => text switch
    {
        "daily" => new(RebalanceKind.Daily, 0),
        "weekly" => new(RebalanceKind.Weekly, 0),
        "monthly" => new(RebalanceKind.Monthly, 0),
        _ when text.StartsWith("every:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 => new(RebalanceKind.Every, n),
        _ => throw new UserError($"--rebalance expects daily, weekly, monthly or every:N, found '{text}'"),
    };

    public override string ToString()
        => Kind == RebalanceKind.Every ? string.Create(CultureInfo.InvariantCulture, $"every:{EverySessions}") : Kind.ToString().ToLowerInvariant();
}
