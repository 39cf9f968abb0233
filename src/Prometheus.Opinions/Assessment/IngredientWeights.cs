using Prometheus.Core.Numerics;

namespace Prometheus.Opinions.Assessment;

/// <summary>
/// How much each ingredient counts at a horizon, signed by the direction in which it is good. The table gives 5, 21 and 63 sessions; other
/// horizons interpolate linearly in ln H, outside the table its ends hold.
/// </summary>
internal static class IngredientWeights
{
    public const int Count = 5;

    private static readonly (int Horizon, double[] Weights)[] Table =
    [
        // Return5, Return21, Momentum, HighCloseness, IdiosyncraticVolatility
        (5, [-1.0, 0, 0, 0, -0.5]),
        (21, [0, -0.5, 1.0, 0.5, 0]),
        (63, [0, 0, 1.0, 0.5, -0.5]),
    ];

    public static double[] For(int horizon)
    {
        if (horizon <= Table[0].Horizon)
            return Table[0].Weights;
        for (var k = 1; k < Table.Length; k++)
        {
            if (horizon > Table[k].Horizon)
                continue;
            var (near, far) = (Table[k - 1], Table[k]);
            var share = (ScalarMath.Log(horizon) - ScalarMath.Log(near.Horizon)) / (ScalarMath.Log(far.Horizon) - ScalarMath.Log(near.Horizon));
            if (horizon == far.Horizon)
                share = 1;
            return Mix(near.Weights, far.Weights, share);
        }

        return Table[^1].Weights;
    }

    private static double[] Mix(double[] near, double[] far, double share)
        => near.Zip(far, (a, b) => (a * (1 - share)) + (b * share)).ToArray();
}
