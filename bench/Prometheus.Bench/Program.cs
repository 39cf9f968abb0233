using Prometheus.Bench;

return BenchmarkSuite.Run(args);
