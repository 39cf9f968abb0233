namespace Prometheus.Tests.Architecture.Samples;

internal record struct BadMutableRecordStruct(double Equity);
