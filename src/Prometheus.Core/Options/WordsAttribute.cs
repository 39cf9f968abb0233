using System.Globalization;

namespace Prometheus.Core.Options;

/// <summary>
/// The words a text option may be; of a list, each element. <c>N</c> at the end of a word stands for a whole number from 1. The words of an
/// enum are its names and need no declaration.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words { get; } = words;

    public bool Holds(string text)
    {
        foreach (var word in Words)
        {
            if (word == text || (word.EndsWith(":N", StringComparison.Ordinal) && IsNumbered(text, word.AsSpan(0, word.Length - 1))))
                return true;
        }

        return false;
    }

    public override string ToString() => string.Join(", ", Words);

    private static bool IsNumbered(string text, ReadOnlySpan<char> stem)
        => text.AsSpan().StartsWith(stem, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0;
}
