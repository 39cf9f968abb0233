namespace Prometheus.Cli.Output;

/// <summary>How results are printed.</summary>
internal enum OutputFormat
{
    Csv,
    Json,
    Table,
}
