namespace Prometheus.Portfolio.Construction.Schemes;

/// <summary>1/N: the same weight for every name. The benchmark that DeMiguel, Garlappi and Uppal (2009) found hard to beat.</summary>
public static class EqualWeight
{
    /// <returns>Weights that sum to 1.</returns>
    public static double[] Weights(int names)
    {
        var weights = new double[names];
        Array.Fill(weights, 1.0 / names);
        return weights;
    }
}
