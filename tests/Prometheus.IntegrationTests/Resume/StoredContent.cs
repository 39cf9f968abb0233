using Prometheus.Databases;
using Prometheus.Testing.Processes;

namespace Prometheus.IntegrationTests.Resume;

/// <summary>What a home's store holds.</summary>
internal static class StoredContent
{
    /// <summary>What <c>db digest --tables</c> prints, without a process: one line a table.</summary>
    public static string StoredDigests(this ProgramHome home)
    {
        using var databases = new DatabasePair(home.Settings);
        return string.Concat(Enum.GetValues<LogicalDatabase>().SelectMany(name => DatabaseDigest.Compute(databases[name]).Tables.Select(t => $"{name} {t.Table} {t.Rows} {t.Digest}\n")));
    }
}
