using System.Collections;

namespace Prometheus.Cli.Hosting;

/// <summary>Reads settings from the process environment and from a <c>.env</c> file of the working folder.</summary>
internal static class EnvironmentSource
{
    public static Dictionary<string, string> Variables()
        => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);

    /// <summary>Lines <c>KEY=value</c>; blank lines and <c>#</c> comments are passed over, one pair of quotes around a value is taken off.</summary>
    public static Dictionary<string, string> DotEnv()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(".env"))
            return values;
        foreach (var line in File.ReadLines(".env"))
        {
            var text = line.Trim();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || text[0] == '#')
                continue;
            var value = text[(equals + 1)..].Trim();
            if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
                value = value[1..^1];
            values[text[..equals].Trim()] = value;
        }

        return values;
    }
}
