using Prometheus.Core.Panels;

namespace Prometheus.States.Regimes;

/// <summary>How often each label was followed by each on the next session, staying included.</summary>
public sealed class TransitionCounts
{
    private const int Labels = RegimeState.Labels;

    private readonly int[] _counts = new int[Labels * Labels];

    /// <summary>Pairs counted.</summary>
    public int Total { get; private set; }

    public int this[RegimeLabel from, RegimeLabel to] => _counts[((int)from * Labels) + (int)to];

    /// <summary>Counts one pair of consecutive sessions; nothing where either has no label.</summary>
    public void Add(byte from, byte to)
    {
        if (from == CodePanel.None || to == CodePanel.None)
            return;
        _counts[(from * Labels) + to]++;
        Total++;
    }

    /// <summary>(n_ij + α·π_ij) / (n_i + α), row-major.</summary>
    public double[] Smoothed(RegimeRiskOptions options)
    {
        var matrix = new double[Labels * Labels];
        var away = (1 - options.PriorDiagonal) / (Labels - 1);
        for (var i = 0; i < Labels; i++)
        {
            var total = options.DirichletWeight;
            for (var j = 0; j < Labels; j++)
                total += _counts[(i * Labels) + j];
            for (var j = 0; j < Labels; j++)
                matrix[(i * Labels) + j] = (_counts[(i * Labels) + j] + (options.DirichletWeight * (i == j ? options.PriorDiagonal : away))) / total;
        }

        return matrix;
    }
}
