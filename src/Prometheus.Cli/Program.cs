using Prometheus.Cli.Hosting;

return Application.Run(args, Console.Out, Console.Error);
