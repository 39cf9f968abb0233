namespace Prometheus.States.Regimes;

/// <summary>One prototype of a fit and what it stands for.</summary>
/// <param name="Label">The label its sessions speak for; null where too few training sessions belong to it, and then it is not used.</param>
/// <param name="Sessions">Expected number of training sessions in it.</param>
/// <param name="Volatility">Annualised volatility of the index on its sessions, a fraction.</param>
/// <param name="MeanReturn">Mean log return of the index on its sessions, annualised.</param>
/// <param name="Centre">Its mean in the standardised features.</param>
public sealed record RegimePrototype(RegimeLabel? Label, double Sessions, double Volatility, double MeanReturn, double[] Centre)
{
    /// <summary>Length of the centre: how far from the middle of what was known it lies.</summary>
    public double Norm
    {
        get
        {
            var sum = 0.0;
            foreach (var value in Centre)
                sum += value * value;
            return Math.Sqrt(sum);
        }
    }
}
