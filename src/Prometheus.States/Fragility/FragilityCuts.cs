using Prometheus.Core.Panels;
using Prometheus.States.Regimes;

namespace Prometheus.States.Fragility;

/// <summary>The scores at which the classes of one session begin.</summary>
internal readonly record struct FragilityCuts(double Watchlist, double ShortCandidate, double Crisis)
{
    /// <param name="options">Cuts of a market that is not under stress.</param>
    /// <param name="regime">Label known at the session's close; null moves nothing.</param>
    public static FragilityCuts At(FragilityOptions options, RegimeLabel? regime)
    {
        var factor = regime switch
        {
            RegimeLabel.Crisis => options.CrisisCutFactor,
            RegimeLabel.RiskOff => options.RiskOffCutFactor,
            _ => 1,
        };
        return new FragilityCuts(factor * options.WatchlistFrom, factor * options.ShortCandidateFrom, factor * options.CrisisFrom);
    }

    /// <summary>How many cuts the score has reached; a boundary lands in the upper class.</summary>
    public byte CodeOf(double score)
        => double.IsNaN(score)
            ? CodePanel.None
            : (byte)((score >= Watchlist ? 1 : 0) + (score >= ShortCandidate ? 1 : 0) + (score >= Crisis ? 1 : 0));
}
