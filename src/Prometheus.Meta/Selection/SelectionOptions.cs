using Prometheus.Core.Options;

namespace Prometheus.Meta.Selection;

/// <summary>Which runs compete, and from where on a rule takes them seriously.</summary>
public sealed record SelectionOptions
{
    /// <summary>The decision is made at the close of this date: a run that ends later does not exist for it.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Only runs of this market; null is any.</summary>
    public string? MarketId { get; init; }

    /// <summary>Only runs that start here; null with <see cref="End"/> null is the newest range there is.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Only runs that end here.</summary>
    public DateOnly? End { get; init; }

    /// <summary>λ rules: fewer days with λ cannot fill three buckets.</summary>
    [Range(0, 1e6, Unit = "sessions")]
    public double MinimumLambdaDays { get; init; } = 3;

    /// <summary>λ-robust and STAB-robust: the Sharpe ratio must lie above, since a sleeve that never trades is robust and useless.</summary>
    [Range(-1_000, 1_000)]
    public double SharpeFloor { get; init; }

    /// <summary>λ-robust and STAB-robust: the cumulative return must lie above.</summary>
    [Range(-1, 1e6, Unit = "fraction")]
    public double ReturnFloor { get; init; }
}
