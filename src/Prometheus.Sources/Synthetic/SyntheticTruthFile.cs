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
