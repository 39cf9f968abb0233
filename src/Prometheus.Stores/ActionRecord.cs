namespace Prometheus.Stores;

/// <summary>One stored corporate action.</summary>
/// <param name="Kind"><see cref="Split"/> or <see cref="Dividend"/>.</param>
/// <param name="Value">New shares per old share, or cash per new share in the units of the series' price basis.</param>
/// <param name="Implied">True where it follows from close and adjusted close and was not stated.</param>
public sealed record ActionRecord(string InstrumentId, DateOnly ExDate, string Kind, double Value, string Source, bool Implied)
{
    public const string Split = "SPLIT";
    public const string Dividend = "DIVIDEND";
}
