using System.Globalization;

namespace Prometheus.Workflows.V0;

/// <summary>The files of the flow, named as the seeds name them.</summary>
public sealed record V0Files(V0Options Options)
{
    public string RegimeRisk => InFolder($"regime_risk_{Options.Region}_{Range}.csv");

    public string StabilityRisk => InFolder($"stab_risk_INSTRUMENT_{Range}.csv");

    public string Lambda => InFolder($"lambda_{Options.MarketId}_{Range}.csv");

    public string Experiments => InFolder($"lambda_experiments_{Options.MarketId}.csv");

    public string Predictions => InFolder($"lambda_predictions_{Options.MarketId}.csv");

    public string Report => InFolder("v0.html");

    public string Tearsheet(string sleeveId) => InFolder($"{sleeveId}.html");

    private string Range => string.Create(CultureInfo.InvariantCulture, $"{Options.Start:yyyyMMdd}_{Options.End:yyyyMMdd}");

    private string InFolder(string name) => Path.Combine(Options.Folder, name);
}
