using Prometheus.Backtest.Campaigns;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>A copy of an embedded store in a folder of its own, gone when disposed.</summary>
internal sealed class StoreCopy : IDisposable
{
    private StoreCopy(string folder)
    {
        Folder = folder;
        Databases = new DatabasePair(new DatabaseSettings(folder));
    }

    public string Folder { get; }

    public DatabasePair Databases { get; }

    /// <summary>Copies the files of a store that nobody writes to.</summary>
    public static StoreCopy Of(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("prometheus-copy-").FullName;
        foreach (var file in Directory.EnumerateFiles(folder, "*.db"))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return new StoreCopy(copy);
    }

    /// <summary>What <c>backtest campaign</c> does.</summary>
    public CampaignOutcome Run(CampaignOptions campaign, int workers = 2)
        => RunCampaign.Execute(Databases, campaign, workers, new JobRunner(TimeProvider.System));

    public void Dispose()
    {
        Databases.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
