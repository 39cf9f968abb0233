using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Prometheus.Testing.Databases;

/// <summary>
/// A private PostgreSQL server for one test process: its own folder, a unix socket, no durability, and on purpose not in C order, so that a
/// forgotten collation shows. A shell holds it and stops and deletes it when the test process ends, however it ends.
/// </summary>
public sealed class PostgresCluster
{
    private const string User = "prometheus";

    private static readonly Lazy<PostgresCluster> Instance = new(() => new PostgresCluster());
    private static int _databases;

    private readonly ConcurrentBag<string> _returned = [];
    private readonly string _folder;

    /// <summary>The shell's standard input: it ends when this process does.</summary>
    private readonly Process _holder;

    private PostgresCluster()
    {
        _folder = Directory.CreateTempSubdirectory("prometheus-pg-").FullName;
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        Initialise();
        _holder = Start();
        AwaitReady();
    }

    /// <summary>The server of this process, started at first use.</summary>
    public static PostgresCluster Shared => Instance.Value;

    /// <summary>A server refuses to run as root: then it runs as the distribution's own user.</summary>
    private static string[] AsServerUser => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];

    /// <summary>Null where a server can be started, else why not.</summary>
    public static string? MissingReason => PostgresBinaries.MissingReason;

    /// <summary>An empty database for one test; returns its connection string.</summary>
    public string RentDatabase()
    {
        if (_returned.TryTake(out var used))
        {
            // Emptying a database is several times quicker than making one.
            Execute(used, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            Execute(used, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            return used;
        }

        var name = $"test_{Interlocked.Increment(ref _databases)}";
        Execute(AddressOf("postgres"), $"CREATE DATABASE {name}");
        return AddressOf(name);
    }

    /// <summary>A database with what another holds, to which nobody writes; returns its connection string.</summary>
    public string RentCopyOf(string address)
    {
        var (name, from) = ($"test_{Interlocked.Increment(ref _databases)}", new NpgsqlConnectionStringBuilder(address).Database);

        // A database is a template only while nobody is connected to it.
        Execute(AddressOf("postgres"), $"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{from}'");
        Execute(AddressOf("postgres"), $"CREATE DATABASE {name} TEMPLATE {from}");
        return AddressOf(name);
    }

    /// <summary>Gives back what was given out.</summary>
    public void ReturnDatabase(string address) => _returned.Add(address);

    private string AddressOf(string database) => $"Host={_folder};Username={User};Database={database}";

    private static void Execute(string address, string sql)
    {
        using var connection = new NpgsqlConnection(address + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private void Initialise()
    {
        var initdb = PostgresBinaries.PathOf("initdb");
        var hasIcu = Run(Command(initdb, "--help")).Contains("--icu-locale", StringComparison.Ordinal);
        string[] locale = hasIcu ? ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"] : ["--locale=en_US.UTF-8"];
        Run(Command(initdb, ["-D", $"{_folder}/data", "-U", User, "--auth=trust", "--encoding=UTF8", "--no-sync", .. locale]));
    }

    private Process Start()
    {
        // The socket's folder is private to this server, so no port is taken and none can clash. The shell outlives whatever ends the tests.
        const string Script = """
            trap '' INT TERM HUP
            $3 "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=100 >"$2/log" 2>&1 &
            read -r _
            $3 "$1/pg_ctl" stop -D "$2/data" -m immediate -s -w
            wait
            rm -rf "$2"
            """;
        var start = new ProcessStartInfo("sh", ["-c", Script, "sh", PostgresBinaries.Directory, _folder, string.Join(' ', AsServerUser)]) { WorkingDirectory = "/" };
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        return process;
    }

    private void Stop()
    {
        _holder.StandardInput.Close();
        _holder.WaitForExit(TimeSpan.FromSeconds(20));
    }

    private void AwaitReady()
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            using var probe = Process.Start(new ProcessStartInfo(PostgresBinaries.PathOf("pg_isready"), ["-q", "-h", _folder]))!;
            probe.WaitForExit();
            if (probe.ExitCode == 0)
                return;
            if (deadline.Elapsed > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"the tests' PostgreSQL server did not start: {File.ReadAllText($"{_folder}/log")}");
            Thread.Sleep(50);
        }
    }

    private static ProcessStartInfo Command(string program, params string[] arguments)
    {
        string[] words = [.. AsServerUser, program, .. arguments];
        return new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = "/" };
    }

    private static string Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{start.FileName} failed: {error.Result}{output}");
    }
}
