using Prometheus.Core.Errors;
using Prometheus.Core.Panels;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// What an encoder reads of a set of entities: any entity that is a series of returns (instrument, sector, market, book, a simulated path
/// appended to history) passes through the same fits. Row t of every panel is known at the close of session t.
/// </summary>
/// <param name="EntityType">INSTRUMENT, SECTOR, MARKET, ISSUER, SCENARIO or PORTFOLIO.</param>
/// <param name="Ids">Columns.</param>
/// <param name="LogReturns">[sessions × entities] log total return of the session; NaN where not observed.</param>
/// <param name="MarketLogReturns">[sessions] log return of the equal-weight market; NaN where not observed.</param>
public sealed record EntitySeries(string EntityType, IReadOnlyList<string> Ids, Panel LogReturns, double[] MarketLogReturns)
{
    /// <summary>[sessions × entities] ln(close · volume), NaN where not observed; null where unknown for all: its features are then missing.</summary>
    public Panel? LogDollarVolume { get; init; }

    /// <summary>
    /// [sessions × entities] ln(ln(high / low)), NaN where not observed; null where unknown for all, as of a simulated path or a group of names:
    /// its features are then missing.
    /// </summary>
    public Panel? LogRange { get; init; }

    /// <summary>[sessions] mean of <see cref="LogDollarVolume"/> over the market's names: what size and liquidity are measured against.</summary>
    public double[]? MarketLogDollarVolume { get; init; }

    /// <summary>What the market's cross-section says; null for a simulated path, whose features of it are then missing.</summary>
    public CrossSectionSeries? CrossSection { get; init; }

    /// <summary>Returns of the sectors against the market; null where none is known.</summary>
    public SectorSeries? Sectors { get; init; }

    /// <summary>
    /// More features of each entity, such as fundamentals: every one gives two numbers a day, its value and whether it is known. A fit
    /// knows those of the series that it was fitted to; an entity without them has them missing.
    /// </summary>
    public IReadOnlyList<EntityFeature> Extras { get; init; } = [];

    public int Sessions => LogReturns.Sessions;

    public int Count => LogReturns.Columns;

    /// <summary>Some of the entities, in the order given. What is said of the market stays.</summary>
    public EntitySeries Subset(IReadOnlyList<int> columns)
    {
        return this with
        {
            Ids = [.. columns.Select(c => Ids[c])],
            LogReturns = Chosen(LogReturns),
            LogDollarVolume = LogDollarVolume is { } volume ? Chosen(volume) : null,
            LogRange = LogRange is { } range ? Chosen(range) : null,
            Sectors = Sectors is { Own: { } own } sectors ? sectors with { Own = ChosenCodes(own) } : Sectors,
            Extras = [.. Extras.Select(e => e with { Values = Chosen(e.Values) })],
        };

        Panel Chosen(Panel panel)
        {
            var values = new double[panel.Sessions * columns.Count];
            for (var k = 0; k < values.Length; k++)
                values[k] = panel[k / columns.Count, columns[k % columns.Count]];
            return Panel.Adopt(values, panel.Sessions, columns.Count);
        }

        CodePanel ChosenCodes(CodePanel panel)
        {
            var codes = new byte[panel.Sessions * columns.Count];
            for (var k = 0; k < codes.Length; k++)
                codes[k] = panel[k / columns.Count, columns[k % columns.Count]];
            return CodePanel.Adopt(codes, panel.Sessions, columns.Count);
        }
    }

    internal void Check()
    {
        if (Ids.Count != LogReturns.Columns || MarketLogReturns.Length != LogReturns.Sessions)
            throw new ModelError($"{Ids.Count} entities and {MarketLogReturns.Length} market returns do not fit a panel of {LogReturns.Sessions} sessions × {LogReturns.Columns} entities");
        if (LogDollarVolume is { } volume && (volume.Sessions != Sessions || volume.Columns != Count))
            throw new ModelError($"the volumes of {Sessions} sessions × {Count} entities came as {volume.Sessions} × {volume.Columns}");
    }
}
