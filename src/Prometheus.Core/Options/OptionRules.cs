using System.Collections;
using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Errors;

namespace Prometheus.Core.Options;

/// <summary>The one check of options records: every member in the range or among the words it declares, and no contradiction between members.</summary>
public static class OptionRules
{
    /// <summary>Checks a record with all that is below it, lists included.</summary>
    /// <param name="options">Any record; only what it declares is asked.</param>
    /// <param name="placeOf">
    /// File and line, or flag, of a path or of a part of it; null where the path was not named. Without it the record's type stands for the place.
    /// </param>
    /// <returns>The record itself.</returns>
    /// <exception cref="UserError">The first mistake: place, path, what is expected, what was found.</exception>
    public static T Require<T>(T options, Func<string, string?>? placeOf = null)
        where T : notnull
        => Mistake(options, "") is not var (path, says) ? options : throw new UserError($"{PlaceOf(path, placeOf) ?? options.GetType().Name}: option '{path}' {says}");

    /// <summary>The sentence about a value that is none of what a member expects.</summary>
    public static string Refusal(OptionMember member, object? found) => $"expects {member.Expectation}, found {Spelled(found)}";

    private static (string Path, string Says)? Mistake(object record, string prefix)
    {
        foreach (var member in OptionShape.Of(record.GetType()).Members)
        {
            var value = member.Property.GetValue(record);
            if (!member.IsAllowed(value))
                return (prefix + member.Name, Refusal(member, value));
            if (value is not null && MistakeBelow(member, value, prefix + member.Name) is { } below)
                return below;
        }

        if (record is IConsistentOptions consistent)
        {
            foreach (var (property, says) in consistent.Contradictions())
                return (prefix + JsonNamingPolicy.SnakeCaseLower.ConvertName(property), says);
        }

        return null;
    }

    private static (string Path, string Says)? MistakeBelow(OptionMember member, object value, string path)
    {
        if (!OptionMember.IsRecord(member.ElementType))
            return null;
        if (!member.IsList)
            return Mistake(value, path + ".");
        var k = 0;
        foreach (var item in (IEnumerable)value)
        {
            if (Mistake(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{k}].")) is { } mistake)
                return mistake;
            k++;
        }

        return null;
    }

    private static string? PlaceOf(string path, Func<string, string?>? placeOf)
    {
        for (var part = path; placeOf is not null && part.Length > 0; part = part[..Math.Max(0, part.LastIndexOfAny(['.', '[']))])
        {
            if (placeOf(part) is { } place)
                return place;
        }

        return placeOf?.Invoke("");
    }

    private static string Spelled(object? value) => value switch
    {
        null => "nothing",
        string text => $"'{text}'",
        IEnumerable items => $"'{string.Join(",", items.Cast<object?>().Select(i => Convert.ToString(i, CultureInfo.InvariantCulture)))}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
