namespace Prometheus.Tests.Architecture.Samples;

internal sealed record BadMutableRecord
{
#pragma warning disable CA1051 // The visible field is the fault that the rule must find.
    public double Cash = 1;
#pragma warning restore CA1051

    public double Equity { get; set; }
}
