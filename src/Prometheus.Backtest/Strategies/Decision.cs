using Prometheus.Portfolio.Construction;

namespace Prometheus.Backtest.Strategies;

/// <summary>What a strategy wants at a close. Build one with the static members; arrays run over ascending instrument columns.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Keep the book and let resting orders rest.</summary>
    public static Decision Hold { get; } = new HoldDecision();

    /// <summary>Fractions of equity; a held name that is not listed is sold. Nothing listed liquidates and must carry a reason.</summary>
    public static Decision Weights(int[] instruments, double[] weights, string? reason = null, PortfolioState? book = null)
        => new TargetWeights(instruments, weights, reason, book);

    /// <summary>Share counts; a held name that is not listed is sold. Nothing listed liquidates and must carry a reason.</summary>
    public static Decision Shares(int[] instruments, double[] shares, string? reason = null) => new TargetShares(instruments, shares, reason);

    public sealed record HoldDecision : Decision;

    /// <param name="Book">The construction behind the weights, saved as evidence; null where the strategy has none.</param>
    public sealed record TargetWeights(int[] Instruments, double[] Values, string? Reason, PortfolioState? Book) : Decision;

    public sealed record TargetShares(int[] Instruments, double[] Quantities, string? Reason) : Decision;
}
