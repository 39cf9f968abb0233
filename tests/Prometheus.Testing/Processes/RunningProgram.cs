using System.Diagnostics;
using System.Globalization;

namespace Prometheus.Testing.Processes;

/// <summary>A started program whose streams are being read.</summary>
public sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly string _command;

    internal RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        _command = $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Waits for its end.</summary>
    public ProgramRun Wait()
    {
        if (!_process.WaitForExit(Patience))
            throw new TimeoutException($"{_command} did not end within {Patience}");
        return new ProgramRun(_command, _process.ExitCode, _output.GetAwaiter().GetResult(), _error.GetAwaiter().GetResult());
    }

    /// <summary>Gives it some time, then kills it with SIGKILL; false where it ended before.</summary>
    public bool KillAfter(TimeSpan time)
    {
        if (_process.WaitForExit(time))
            return false;
        _process.Kill();
        _process.WaitForExit();
        return true;
    }

    /// <summary>Kills it with SIGKILL as soon as something holds; false where it ended before.</summary>
    public bool KillWhen(Func<bool> sign)
    {
        while (!sign())
        {
            if (_process.WaitForExit(TimeSpan.FromMilliseconds(1)))
                return false;
        }

        return KillAfter(TimeSpan.Zero);
    }

    /// <summary>Gives it some time, then presses Ctrl-C, so to say.</summary>
    public void InterruptAfter(TimeSpan time)
    {
        if (_process.WaitForExit(time))
            return;
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
