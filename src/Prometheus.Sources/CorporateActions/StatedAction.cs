namespace Prometheus.Sources.CorporateActions;

/// <summary>The action cells of one row. A split of 1 and a dividend of 0 mean none.</summary>
internal readonly record struct StatedAction(DateOnly Date, int File, int Line, double Split, double Dividend);
