namespace Prometheus.Sources.CorporateActions;

/// <summary>One corporate action of one series. On a shared ex-date the split comes first.</summary>
/// <param name="Implied">True where the vendor did not state it and it follows from close and adjusted close.</param>
public readonly record struct ImportedAction(DateOnly ExDate, ActionKind Kind, double Value, bool Implied);
