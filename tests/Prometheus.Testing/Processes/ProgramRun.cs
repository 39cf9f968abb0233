using Xunit.Sdk;

namespace Prometheus.Testing.Processes;

/// <summary>A program that has ended: what it said and how.</summary>
/// <param name="Command">What was run, for messages.</param>
/// <param name="ExitCode">As a script sees it.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
public sealed record ProgramRun(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, line by line.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Both streams, for searching.</summary>
    public string Everything => Output + Error;

    /// <summary>This run, where it ended as expected; otherwise the test fails and shows both streams.</summary>
    public ProgramRun Expect(int exitCode)
        => ExitCode == exitCode ? this : throw new XunitException($"{Command}\nended with {ExitCode}, expected {exitCode}\n-- standard output\n{Output}\n-- standard error\n{Error}");
}
