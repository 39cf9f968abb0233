using Prometheus.Databases;
using Prometheus.Testing.Processes;

namespace Prometheus.IntegrationTests.Resume;

/// <summary>A command that is ended with SIGKILL before its end, and how one sees that it is half-way.</summary>
/// <param name="Arguments">Of the executable.</param>
/// <param name="SignIn">The logical database that shows the sign.</param>
/// <param name="Sign">Rows that become more as the command gets on: a table, with or without a condition.</param>
internal sealed record KilledCommand(string[] Arguments, LogicalDatabase SignIn, string Sign)
{
    /// <summary>Killed as soon as it has saved something; false where it ended before.</summary>
    public bool KillHalfWay(ProgramHome home)
    {
        using var database = Database.Open(SignIn, home.Settings);
        var before = Rows(database);
        using var program = home.Start(Arguments);
        return program.KillWhen(() => Rows(database) > before);
    }

    /// <summary>Killed after some time, wherever it is then; false where it ended before.</summary>
    public bool KillAfter(ProgramHome home, TimeSpan time)
    {
        using var program = home.Start(Arguments);
        return program.KillAfter(time);
    }

    /// <summary>Left alone.</summary>
    public ProgramRun Finish(ProgramHome home) => home.Run(Arguments).Expect(0);

    private long Rows(Database database) => database.Scalar<long>($"SELECT COUNT(*) FROM {Sign}");
}
