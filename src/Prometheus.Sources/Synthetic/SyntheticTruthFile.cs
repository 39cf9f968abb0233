using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;

namespace Prometheus.Sources.Synthetic;

/// <summary>Writes the truth as JSON: snake_case names, dates as yyyy-MM-dd, indented.</summary>
public static class SyntheticTruthFile
{
    private static readonly JsonSerializerOptions Indented = new(CanonicalJson.Options) { WriteIndented = true };

    public static void Write(string path, SyntheticTruth truth)
    {
        try
        {
            using var file = File.Create(path);
            JsonSerializer.Serialize(file, truth, Indented);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"cannot write {path}: {e.Message}", e);
        }
    }
}

/// <summary>What the synthetic market knows about itself.</summary>
/// <param name="IndexFund">The instrument that follows the market factor.</param>
/// <param name="Tone">How the words of news tell the drift of the company they are about.</param>
/// <param name="Sessions">One entry a session, ascending.</param>
/// <param name="Crises">Stays in the CRISIS regime, first and last session.</param>
/// <param name="Companies">In ordinal order of ids.</param>
public sealed record SyntheticTruth(
    SyntheticMarketOptions Options,
    string IndexFund,
    PlantedSignals Planted,
    PlantedTone Tone,
    IReadOnlyList<SyntheticRegime> Regimes,
    IReadOnlyList<SessionTruth> Sessions,
    IReadOnlyList<CrisisTruth> Crises,
    IReadOnlyList<CompanyTruth> Companies);
