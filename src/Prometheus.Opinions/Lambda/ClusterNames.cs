using System.Text.Json;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Lambda;

/// <summary>How the class of a cluster is written: the stored name of the soft-target class, or UNKNOWN without a state.</summary>
public static class ClusterNames
{
    private static readonly string[] Classes =
        Array.ConvertAll(Enum.GetValues<SoftTargetClass>(), c => JsonNamingPolicy.SnakeCaseUpper.ConvertName(c.ToString()));

    public static string Of(SoftTargetClass? present) => present is { } code ? Classes[(int)code] : SectorHistory.Unknown;

    /// <param name="code">As a <see cref="CodePanel"/> of classes holds it.</param>
    public static string OfCode(byte code) => code == CodePanel.None ? SectorHistory.Unknown : Classes[code];
}
