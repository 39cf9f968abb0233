using Prometheus.Core.Panels;

namespace Prometheus.Portfolio.Risk;

/// <summary>Σ|w| of one known sector; its names shrink in proportion.</summary>
internal sealed class SectorRule : IRiskRule
{
    public string CappedId => "CAPPED_SECTOR";

    public string RejectedId => "REJECTED_SECTOR_CAP";

    public void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights)
    {
        var codes = context.Market.Sectors.Row(context.Market.AsOf);
        Span<double> exposure = stackalloc double[CodePanel.None + 1];
        exposure.Clear();
        for (var i = 0; i < weights.Length; i++)
            exposure[codes[instruments[i]]] += Math.Abs(weights[i]);
        for (var i = 0; i < weights.Length; i++)
        {
            var code = codes[instruments[i]];
            if (code != CodePanel.None && exposure[code] > options.SectorCap + Shrink.Tolerance)
                weights[i] *= options.SectorCap / exposure[code];
        }
    }
}
