using System.Globalization;
using Prometheus.Core.Options;

namespace Prometheus.Tests.Workflows.Campaigns;

/// <summary>What an option must refuse, by what it declares.</summary>
internal static class BadOption
{
    /// <summary>Below, above, no number and of the wrong type; a text that may be anything refuses only to be empty, where it is not by default.</summary>
    public static IEnumerable<string> ValuesOf(OptionMember member)
    {
        if (member.IsNumber)
            return [.. Outside(member.Range!), "NaN", "Infinity", "1e999", "many", "true", "", .. member.ElementType == typeof(double) ? (string[])[] : ["3.5"]];
        if (member.ElementType == typeof(bool))
            return ["perhaps", "2", ""];
        if (member.ElementType.IsEnum)
            return ["PERHAPS", "0", "99", ""];
        if (member.Words is not null)
            return ["perhaps", .. member.IsList ? (string[])[] : [""]];
        return member.Derived is not null ? ["63"] : [];
    }

    /// <summary>The nearest values a number of the type can have on both sides; a range that is the type's own is left on both sides too.</summary>
    public static IEnumerable<string> Outside(RangeAttribute range)
    {
        var (below, above) = (range.ExcludesMinimum ? range.Minimum : Below(range.Minimum), range.ExcludesMaximum ? range.Maximum : -Below(-range.Maximum));
        return [below.ToString("R", CultureInfo.InvariantCulture), above.ToString("R", CultureInfo.InvariantCulture)];
    }

    private static double Below(double value) => value - Math.Max(1e-9, Math.Abs(value) * 1e-3);
}
