using Prometheus.Core.Instruments;

namespace Prometheus.Scenarios;

/// <summary>
/// The days a set draws from: one simple total return a day and name, times the stress scale where there is one, in whole units of 10⁻⁸.
/// The unit is what is stored, so a set computes with exactly the numbers a reader of the database sees.
/// </summary>
public sealed class ScenarioPanel
{
    /// <summary>Units in a return of 1.</summary>
    public const double Units = 1e8;

    private readonly double[] _values;

    /// <param name="values">[days × instruments], NaN where not observed.</param>
    internal ScenarioPanel(InstrumentAxis instruments, DateOnly[] dates, double[] values)
    {
        Instruments = instruments;
        Dates = dates;
        _values = values;
    }

    public InstrumentAxis Instruments { get; }

    /// <summary>The date of each day, ascending; only days on which at least one name has a return.</summary>
    public DateOnly[] Dates { get; }

    /// <summary>One day across all names.</summary>
    public ReadOnlySpan<double> Row(int day) => _values.AsSpan(day * Instruments.Count, Instruments.Count);

    /// <summary>The nearest whole number of units; ties go to the even one.</summary>
    internal static double Quantise(double value) => (Math.Round(value * Units) / Units) + 0.0; // −0 is stored as 0
}
