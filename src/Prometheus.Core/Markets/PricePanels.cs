using Prometheus.Core.Errors;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Markets;

/// <summary>
/// The vendor's levels [sessions × instruments], NaN where no bar was stored. Only the fields that were asked for are loaded.
/// </summary>
public sealed class PricePanels
{
    private readonly Panel?[] _panels = new Panel?[Enum.GetValues<PriceField>().Length];

    public PricePanels(IReadOnlyDictionary<PriceField, Panel> panels)
    {
        foreach (var (field, panel) in panels)
            _panels[(int)field] = panel;
    }

    public Panel Open => this[PriceField.Open];

    public Panel High => this[PriceField.High];

    public Panel Low => this[PriceField.Low];

    public Panel Close => this[PriceField.Close];

    /// <summary>Shares traded, in the units of the price basis.</summary>
    public Panel Volume => this[PriceField.Volume];

    /// <summary>The loaded fields, in enum order.</summary>
    public IEnumerable<PriceField> Loaded => Enum.GetValues<PriceField>().Where(f => _panels[(int)f] is not null);

    /// <exception cref="ModelError">The field was not loaded.</exception>
    public Panel this[PriceField field]
        => _panels[(int)field] ?? throw new ModelError($"price field {field} was not loaded, loaded are {string.Join(", ", Loaded)}");

    /// <summary>The same panels with the fields of other parts out of reach.</summary>
    internal PricePanels Only(MarketReads reads)
        => new(Loaded.Where(f => reads.HasFlag(PriceFields.ReadAs(f))).ToDictionary(f => f, f => _panels[(int)f]!));
}
