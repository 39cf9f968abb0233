namespace Prometheus.Cli.Hosting;

/// <summary>How a command ended, as a script sees it.</summary>
internal static class ExitCode
{
    /// <summary>Done, also where nothing was left to do.</summary>
    public const int Done = 0;

    public const int Failed = 1;

    /// <summary>Usage or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>The request matched no session, instrument or run.</summary>
    public const int NothingMatched = 3;

    /// <summary>Partly done: the result says which part is missing.</summary>
    public const int Partial = 4;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
