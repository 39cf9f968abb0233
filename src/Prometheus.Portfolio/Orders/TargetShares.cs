namespace Prometheus.Portfolio.Orders;

/// <summary>Turns weights into whole shares.</summary>
public static class TargetShares
{
    /// <summary>q = w·equity / close, toward zero.</summary>
    /// <param name="closes">All instruments at the decision's close. A name without one cannot be sized: its target is NaN.</param>
    /// <returns>Shares along <paramref name="instruments"/>, signed.</returns>
    public static double[] FromWeights(ReadOnlySpan<int> instruments, ReadOnlySpan<double> weights, double equity, ReadOnlySpan<double> closes)
    {
        var shares = new double[instruments.Length];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = Math.Truncate(weights[i] * equity / closes[instruments[i]]);
        return shares;
    }
}
