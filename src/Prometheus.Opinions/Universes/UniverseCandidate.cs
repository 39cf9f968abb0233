using System.Runtime.InteropServices;

namespace Prometheus.Opinions.Universes;

/// <summary>
/// One instrument looked at on one decision session, with every ingredient of its standing. NaN is "not observed"; a missing ingredient
/// contributes 0 points and never excludes.
/// </summary>
/// <param name="Instrument">Column.</param>
/// <param name="Sector">Sector code.</param>
/// <param name="Exclusion">First filter that failed, or None.</param>
/// <param name="Tier">CORE, SATELLITE or EXCLUDED.</param>
/// <param name="Score">Points; 0 where a filter failed before scoring.</param>
/// <param name="AssessmentZ">z of the assessment within the scored candidates.</param>
/// <param name="StabilityZ">z of 100 − soft-target index.</param>
/// <param name="LiquidityZ">z of log mean dollar volume (RAW basis only).</param>
/// <param name="StabilityRisk">Probability to be TARGETABLE or BREAKER at the horizon.</param>
/// <param name="StabilityWorsen">Probability of any worse class at the horizon.</param>
/// <param name="AverageVolume">Mean daily volume over the window, shares; NaN on bases other than RAW.</param>
/// <param name="LastClose">Last observed close, vendor's level.</param>
/// <param name="LevelFiltersSkipped">True where the basis is not RAW, so price and volume filters did not apply.</param>
/// <param name="LambdaScore">λ̂ of the name's cluster as predicted on the session.</param>
/// <param name="LambdaZ">Its z within the scored candidates.</param>
/// <param name="Fragility">Fragility score, 0 … 1.</param>
/// <param name="AssessmentRaw">The assessment's own z, within date and sector.</param>
/// <param name="LiquidityRaw">Log mean dollar volume (RAW basis only).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UniverseCandidate(
    int Instrument,
    byte Sector,
    UniverseExclusion Exclusion,
    UniverseTier Tier,
    double Score,
    double AssessmentZ,
    double StabilityZ,
    double LiquidityZ,
    double StabilityRisk,
    double StabilityWorsen,
    double AverageVolume,
    double LastClose,
    bool LevelFiltersSkipped,
    double LambdaScore = double.NaN,
    double LambdaZ = double.NaN,
    double Fragility = double.NaN,
    double AssessmentRaw = double.NaN,
    double LiquidityRaw = double.NaN)
{
    public bool Included => Tier != UniverseTier.Excluded;

    /// <summary>True where no filter stood in the way: only rank decided.</summary>
    public bool WasScored => Exclusion is UniverseExclusion.None or UniverseExclusion.ExcludedSectorCap or UniverseExclusion.ExcludedMaxUniverseSize;
}
