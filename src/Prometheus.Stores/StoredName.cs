using System.Text.Json;

namespace Prometheus.Stores;

/// <summary>How an enum value is spelled in a table: upper snake case.</summary>
public static class StoredName
{
    public static string Of<T>(T value)
        where T : struct, Enum
        => Names<T>.Text[Array.BinarySearch(Names<T>.Values, value)];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();
        public static readonly string[] Text = Array.ConvertAll(Values, v => JsonNamingPolicy.SnakeCaseUpper.ConvertName(v.ToString()));
    }
}
