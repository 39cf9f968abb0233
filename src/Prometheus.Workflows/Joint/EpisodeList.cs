using System.Text.Json;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Workflows.Joint;

/// <summary>Episodes from a JSON list of {episode_id, label?, region, start_date, end_date}.</summary>
public static class EpisodeList
{
    private const string BuiltInName = "BuiltInEpisodes.json";

    /// <summary>The episodes everybody remembers.</summary>
    public static IReadOnlyList<Episode> BuiltIn()
    {
        using var stream = typeof(EpisodeList).Assembly.GetManifestResourceStream(BuiltInName)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), BuiltInName);
    }

    /// <exception cref="UserError">The file cannot be read, is no such list, or names an episode twice.</exception>
    public static IReadOnlyList<Episode> Read(string path)
    {
        try
        {
            AccessLog.Current?.NoteFileRead(path);
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"cannot read '{path}': {problem.Message}", problem);
        }
    }

    private static Episode[] Parse(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new UserError($"{path} must hold a JSON list of episodes, found {document.RootElement.ValueKind}");
            var episodes = document.RootElement.EnumerateArray().Select((item, k) => EpisodeOf(item, path, k + 1)).ToArray();
            foreach (var episode in episodes)
                episode.Check();
            if (episodes.GroupBy(e => e.EpisodeId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
                throw new UserError($"{path} names episode {twice.Key} {twice.Count()} times");
            return episodes;
        }
        catch (JsonException problem)
        {
            throw new UserError($"{path}, line {problem.LineNumber + 1}: expected a JSON list of episodes, found {problem.Message}", problem);
        }
    }

    private static Episode EpisodeOf(JsonElement item, string path, int place)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new UserError($"{path}, episode {place}: expected an object, found {item.ValueKind}");
        var id = Text("episode_id");
        return new Episode(id, item.TryGetProperty("label", out _) ? Text("label") : id, Text("region"), Date("start_date"), Date("end_date"));

        string Text(string field) => item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new UserError($"{path}, episode {place}: expected a text in '{field}', found {(item.TryGetProperty(field, out var other) ? other.ToString() : "nothing")}");

        DateOnly Date(string field) => DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date)
            ? date
            : throw new UserError($"{path}, episode {place}: expected a date yyyy-MM-dd in '{field}', found '{Text(field)}'");
    }
}
