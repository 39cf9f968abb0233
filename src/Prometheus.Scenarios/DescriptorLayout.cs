using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>
/// Where the numbers of a descriptor stand: a slot for the market, one a sector, one a soft-target class, each holding
/// <see cref="SlotWidth"/> numbers. The slot of a sector follows from its name alone: the eleven sectors of the GICS have the first slots, under
/// whichever usual name, any other name has one of the slots behind them by its hash (two such names may share one). So names, scenarios and books
/// share one layout in every market, whatever was loaded and whichever sectors come later.
/// </summary>
public static class DescriptorLayout
{
    /// <summary>Changes of the five components, then the loss.</summary>
    public const int SlotWidth = ComponentLevels.Count + 1;

    public const int SectorSlots = 32;

    public const int ClassSlots = (int)SoftTargetClass.Breaker + 1;

    /// <summary>Slots of all three kinds.</summary>
    public const int Slots = 1 + SectorSlots + ClassSlots;

    /// <summary>
    /// The last number: a constant in scenarios, 0 in names. A descriptor is made unit length, so without it a mild month would look like the
    /// disaster it points to; beside it the disaster is long and the mild month short.
    /// </summary>
    public const int Depth = Slots * SlotWidth;

    /// <summary>Names the layout where a stored vector says what it was made with; another layout is another name.</summary>
    public const string Id = "gics-11-hashed-21";

    /// <summary>Numbers in a descriptor.</summary>
    public const int Dimensions = Depth + 1;

    /// <summary>The sectors with a slot of their own, in the order of the slots; further names of a sector stand beside its first.</summary>
    private static readonly string[][] Known =
    [
        ["Communication Services", "Telecommunication Services", "Telecommunications Services"],
        ["Consumer Discretionary", "Consumer Cyclical"],
        ["Consumer Staples", "Consumer Defensive"],
        ["Energy"],
        ["Financials", "Financial Services"],
        ["Health Care", "Healthcare"],
        ["Industrials"],
        ["Information Technology", "Technology"],
        ["Materials", "Basic Materials"],
        ["Real Estate"],
        ["Utilities"],
    ];

    /// <summary>Offset of the market's slot.</summary>
    public static int Market => 0;

    /// <summary>Offset of a sector's slot.</summary>
    /// <param name="name">Of the sector; compared without regard to case.</param>
    public static int Sector(string name) => (1 + SlotOf(name)) * SlotWidth;

    /// <summary>Offset of a class' slot; −1 for a name without a class.</summary>
    public static int Class(byte code) => code == CodePanel.None ? -1 : (1 + SectorSlots + code) * SlotWidth;

    private static int SlotOf(string name)
    {
        var known = Array.FindIndex(Known, names => names.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (known >= 0)
            return known;
        var hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())));
        return Known.Length + (int)(hash % (ulong)(SectorSlots - Known.Length));
    }
}
