using Prometheus.Bench;

return BenchCommand.Run(args);
