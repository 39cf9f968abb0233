namespace Prometheus.Core.Options;

/// <summary>
/// The values a numeric option may hold, both ends included unless said otherwise; NaN is in no range. Of a list, each element; of a
/// <see cref="TimeSpan"/>, its seconds. Every number of an options record declares one.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(double minimum, double maximum) : Attribute
{
    public double Minimum { get; } = minimum;

    public double Maximum { get; } = maximum;

    public bool ExcludesMinimum { get; init; }

    public bool ExcludesMaximum { get; init; }

    /// <summary>What the number counts, such as sessions or bps; empty for a plain number.</summary>
    public string Unit { get; init; } = "";

    public bool Holds(double value)
        => (ExcludesMinimum ? value > Minimum : value >= Minimum) && (ExcludesMaximum ? value < Maximum : value <= Maximum);

    /// <summary>The bounds in words, such as <c>from 0 to 1</c>; empty where they are those of the type.</summary>
    public override string ToString()
    {
        if (Minimum <= int.MinValue && Maximum >= int.MaxValue)
            return "";
        return ExcludesMinimum || ExcludesMaximum
            ? FormattableString.Invariant($"{(ExcludesMinimum ? "above" : "at least")} {Minimum} and {(ExcludesMaximum ? "below" : "at most")} {Maximum}")
            : FormattableString.Invariant($"from {Minimum} to {Maximum}");
    }
}
