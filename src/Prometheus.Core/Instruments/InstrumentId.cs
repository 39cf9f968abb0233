using Prometheus.Core.Errors;

namespace Prometheus.Core.Instruments;

/// <summary>How a vendor's symbol becomes an instrument id: upper case, <c>-</c> → <c>.</c>, plus the market's suffix.</summary>
public static class InstrumentId
{
    /// <summary><c>BRK-B</c> with suffix <c>.US</c> is <c>BRK.B.US</c>. A blank symbol is a <see cref="UserError"/>.</summary>
    public static string FromSymbol(string symbol, string suffix)
    {
        var cleaned = Guard.NotBlank(symbol).Trim().ToUpperInvariant().Replace('-', '.');
        return cleaned.EndsWith(suffix, StringComparison.Ordinal) && suffix.Length > 0 ? cleaned : cleaned + suffix;
    }
}
