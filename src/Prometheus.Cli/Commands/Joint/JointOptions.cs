using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Numeric;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>Options that the commands of joint spaces spell alike.</summary>
internal static class JointOptions
{
    public static Option<string> Market() => new("--market-id", "--market") { Description = "market", DefaultValueFactory = _ => "US_EQ", HelpName = "id" };

    public static Option<string[]> List(string name, string description, bool required = false)
        => new(name) { Description = description, Required = required, HelpName = "id", AllowMultipleArgumentsPerToken = true };

    public static Option<int?> Limit(string what) => DeclaredOption.Of<ContextRequest, int?>(nameof(ContextRequest.Limit), "--limit", $"write at most so many {what} [all]", "n");

    public static Option<int> Window() => DeclaredOption.Of<NumericOptions, int>(nameof(NumericOptions.WindowSessions), "--window-days", "sessions of the numeric windows", "n");

    public static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "text" };

    public static Option<string> Model(string name, string standard) => new(name) { Description = "id of the joint model", DefaultValueFactory = _ => standard, HelpName = "id" };

    public static Option<string?> Columns() => new("--columns") { Description = "all: with percentile, cosine of each branch, coverage and model", HelpName = "all" };
}
