namespace Prometheus.Core.Markets;

/// <summary>
/// What one instrument distributes on an ex-date. The split comes first, the dividend is cash per new share.
/// </summary>
/// <param name="Session">Row of the ex-date; an ex-date that is no session is carried to the next one.</param>
/// <param name="Instrument">Column.</param>
/// <param name="SplitRatio">New shares per old share; 1 where there is no split.</param>
/// <param name="Dividend">Cash per new share; 0 where there is none.</param>
public readonly record struct CorporateAction(int Session, int Instrument, double SplitRatio, double Dividend);
