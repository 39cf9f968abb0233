using Prometheus.Core.Instruments;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Prices;

/// <summary>
/// The accepted rows of one instrument as parallel arrays of one length, dates strictly ascending, ready for bulk writing.
/// NaN = the vendor gave no value; the close is always a number. Levels stand as the vendor wrote them, on <see cref="Basis"/>.
/// </summary>
public sealed record ImportedSeries
{
    public required string InstrumentId { get; init; }

    /// <summary>The symbol as the vendor spells it: the symbol column or the file stem.</summary>
    public required string VendorSymbol { get; init; }

    /// <summary>Source label of every row, for example <c>yahoo</c>.</summary>
    public required string Source { get; init; }

    public required PriceBasis Basis { get; init; }

    /// <summary>The files the rows came from, in reading order.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required DateOnly[] Dates { get; init; }

    public required double[] Open { get; init; }

    public required double[] High { get; init; }

    public required double[] Low { get; init; }

    public required double[] Close { get; init; }

    /// <summary>All NaN where the vendor gives none.</summary>
    public required double[] AdjustedClose { get; init; }

    /// <summary>Shares traded.</summary>
    public required double[] Volume { get; init; }

    /// <summary>Physical line of each row in its file; 0 where there is no file.</summary>
    public required int[] Lines { get; init; }

    /// <summary>The WARN rules each row has broken.</summary>
    public required QualityFlags[] Flags { get; init; }

    /// <summary>By ex-date, then kind. An ex-date may lack a row: the action of a quarantined bar still holds.</summary>
    public required IReadOnlyList<ImportedAction> Actions { get; init; }

    /// <summary>Everything the rules found in this instrument's rows, kept or not, by file and line.</summary>
    public required IReadOnlyList<QualityEvent> Events { get; init; }

    /// <summary>Sessions of the calendar between the first and last row that have no row; 0 where no calendar was given.</summary>
    public required int MissingSessions { get; init; }

    public int Count => Dates.Length;
}
