using System.Globalization;
using Prometheus.Scenarios;

namespace Prometheus.Stores.Scenarios;

/// <summary>
/// Returns as text that SQL can cut apart: <see cref="Width"/> characters each, a whole number of units of 10⁻⁸ with leading zeros and a minus
/// where needed; blanks where not observed.
/// </summary>
internal static class ScenarioText
{
    public const int Width = 11;

    /// <summary>The <c>factor_id</c> of a row about an instrument.</summary>
    public const string InstrumentRow = "__INSTRUMENT__";

    /// <summary>The <c>macro_id</c> of a row without a macro variable.</summary>
    public const string NoMacro = "__NONE__";

    /// <summary>The largest number of units, of either sign.</summary>
    private const long Limit = 9_999_999_999;

    /// <param name="failed">The place of the first return that does not fit, where the result is false.</param>
    public static bool TryWrite(ReadOnlySpan<double> returns, out string text, out int failed)
    {
        Span<char> characters = stackalloc char[returns.Length * Width];
        text = "";
        for (failed = 0; failed < returns.Length; failed++)
        {
            var cell = characters.Slice(failed * Width, Width);
            if (double.IsNaN(returns[failed]))
            {
                cell.Fill(' ');
                continue;
            }

            var units = Math.Round(returns[failed] * ScenarioPanel.Units);
            if (!(Math.Abs(units) <= Limit))
                return false;
            WriteUnits((long)units, cell);
        }

        text = new string(characters);
        return true;
    }

    /// <summary>Returns how many values the text holds.</summary>
    public static int Read(ReadOnlySpan<char> text, Span<double> returns)
    {
        var count = text.Length / Width;
        for (var k = 0; k < count; k++)
        {
            var cell = text.Slice(k * Width, Width);
            returns[k] = cell[0] == ' '
                ? double.NaN
                : long.Parse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) / ScenarioPanel.Units;
        }

        return count;
    }

    private static void WriteUnits(long units, Span<char> cell)
    {
        cell[0] = units < 0 ? '-' : '0';
        units = Math.Abs(units);
        for (var k = Width - 1; k > 0; k--)
        {
            cell[k] = (char)('0' + (units % 10));
            units /= 10;
        }
    }
}
