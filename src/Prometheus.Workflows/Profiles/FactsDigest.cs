using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prometheus.States.Profiles;

namespace Prometheus.Workflows.Profiles;

/// <summary>The digest of what was known of issuers up to a date; what became known later leaves no mark.</summary>
internal sealed class FactsDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly (DateOnly KnownOn, string Line)[] _lines;
    private int _next;

    public FactsDigest(IReadOnlyList<IssuerFacts> issuers)
    {
        _lines = [.. issuers.SelectMany(LinesOf).OrderBy(l => l.KnownOn).ThenBy(l => l.Line, StringComparer.Ordinal)];
        foreach (var issuer in issuers)
            Append($"{issuer.IssuerId}|{issuer.Name}|{issuer.IssuerType}");
    }

    /// <summary>Ask in ascending order.</summary>
    public string Through(DateOnly date)
    {
        for (; _next < _lines.Length && _lines[_next].KnownOn <= date; _next++)
            Append(_lines[_next].Line);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public void Dispose() => _hash.Dispose();

    private static IEnumerable<(DateOnly KnownOn, string Line)> LinesOf(IssuerFacts issuer)
    {
        foreach (var s in issuer.Statements)
        {
            var values = string.Join(",", s.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}={v.Value:R}")));
            yield return (s.KnownOn, string.Create(CultureInfo.InvariantCulture, $"{issuer.IssuerId}|{s.Type}|{s.Frequency}|{s.PeriodEnd:yyyy-MM-dd}|{s.KnownOn:yyyy-MM-dd}|{values}"));
        }

        foreach (var (kind, attribute) in issuer.Industries.Select(i => ("industry", i)).Concat(issuer.Countries.Select(c => ("country", c))))
        {
            var from = attribute.AsOf > attribute.KnownOn ? attribute.AsOf : attribute.KnownOn;
            yield return (from, string.Create(CultureInfo.InvariantCulture, $"{issuer.IssuerId}|{kind}|{attribute.AsOf:yyyy-MM-dd}|{attribute.KnownOn:yyyy-MM-dd}|{attribute.Value}"));
        }

        foreach (var day in issuer.News)
            yield return (day.Date, string.Create(CultureInfo.InvariantCulture, $"{issuer.IssuerId}|news|{day.Date:yyyy-MM-dd}|{day.Articles}"));
        foreach (var text in issuer.Texts)
            yield return (text.KnownOn, string.Create(CultureInfo.InvariantCulture, $"{issuer.IssuerId}|{text.Kind}|{text.KnownOn:yyyy-MM-dd}|{text.Id}"));
    }

    private void Append(string line) => _hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
}
