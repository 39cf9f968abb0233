using Prometheus.Core.Panels;

namespace Prometheus.Core.Markets;

/// <summary>
/// The sector of each instrument as known on each session. Codes index <see cref="Names"/>, which ascend ordinally; an instrument
/// without a known sector has <see cref="CodePanel.None"/> and counts as <see cref="Unknown"/>.
/// </summary>
/// <param name="Codes">[sessions × instruments].</param>
/// <param name="Names">Sector names, ordinal order.</param>
/// <param name="AnyAssumed">True where a fact came without a date and was assumed to hold from the beginning.</param>
public sealed record SectorHistory(CodePanel Codes, IReadOnlyList<string> Names, bool AnyAssumed)
{
    public const string Unknown = "UNKNOWN";

    /// <summary>The entity id of a sector of a market.</summary>
    public static string IdOf(string marketId, string sector) => $"{marketId}|{sector}";

    public string NameOf(byte code) => code == CodePanel.None ? Unknown : Names[code];
}
