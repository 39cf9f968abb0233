using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>
/// Where the numbers of a descriptor stand: a slot for the market, one a sector, one a soft-target class, each holding
/// <see cref="SlotWidth"/> numbers. Sectors take their slots in the order in which they first appear (of one session: by name), so a sector that
/// comes later moves none; from the <see cref="SectorSlots"/>-th on they share slots.
/// </summary>
public sealed class DescriptorLayout
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

    /// <summary>Numbers in a descriptor.</summary>
    public const int Dimensions = Depth + 1;

    private readonly int[] _slots;

    private DescriptorLayout(int[] slots) => _slots = slots;

    public static DescriptorLayout Of(SectorHistory sectors)
    {
        var firsts = new int[sectors.Names.Count];
        Array.Fill(firsts, int.MaxValue);
        for (var t = sectors.Codes.Sessions - 1; t >= 0; t--)
        {
            foreach (var code in sectors.Codes.Row(t))
            {
                if (code != CodePanel.None)
                    firsts[code] = t;
            }
        }

        var order = Enumerable.Range(0, firsts.Length).OrderBy(s => firsts[s]).ThenBy(s => s).ToArray();
        var slots = new int[firsts.Length];
        for (var k = 0; k < order.Length; k++)
            slots[order[k]] = k % SectorSlots;
        return new DescriptorLayout(slots);
    }

    /// <summary>Offset of the market's slot.</summary>
    public static int Market => 0;

    /// <summary>Offset of a sector's slot; −1 for a name without a known sector.</summary>
    public int Sector(byte code) => code == CodePanel.None ? -1 : (1 + _slots[code]) * SlotWidth;

    /// <summary>Offset of a class' slot; −1 for a name without a class.</summary>
    public static int Class(byte code) => code == CodePanel.None ? -1 : (1 + SectorSlots + code) * SlotWidth;
}
