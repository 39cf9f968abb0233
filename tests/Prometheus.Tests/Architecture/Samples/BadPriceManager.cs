namespace Prometheus.Tests.Architecture.Samples;

internal sealed class BadPriceManager;
