namespace Prometheus.Sources.Quality.Rules;

/// <summary>A symbol that cannot be an instrument id.</summary>
internal static class SymbolText
{
    private const int Longest = 32;

    public static QualityRule Rule { get; } = new(
        "bad_symbol", QualitySeverity.Error, QualityFlags.None, "a symbol of 1 to 32 printable ASCII characters without blanks, quotes, commas or semicolons");

    public static bool IsValid(ReadOnlySpan<byte> symbol)
    {
        if (symbol.Length is 0 or > Longest)
            return false;
        foreach (var b in symbol)
        {
            if (b is <= (byte)' ' or > (byte)'~' or (byte)'"' or (byte)'\'' or (byte)',' or (byte)';')
                return false;
        }

        return true;
    }
}
