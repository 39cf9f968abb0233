using System.Runtime.InteropServices;
using Prometheus.Core.Fundamentals;

namespace Prometheus.States.Profiles;

/// <summary>Everything stored of one issuer, whenever it became known; the engine takes what was known on each session.</summary>
/// <param name="IssuerId">Whose.</param>
/// <param name="Columns">Its instruments in the market, ascending; an issuer without one has no profile.</param>
public sealed record IssuerFacts(string IssuerId, IReadOnlyList<int> Columns)
{
    public string Name { get; init; } = "";

    /// <summary>COMPANY, …</summary>
    public string IssuerType { get; init; } = "COMPANY";

    public IReadOnlyList<KnownAttribute> Industries { get; init; } = [];

    public IReadOnlyList<KnownAttribute> Countries { get; init; } = [];

    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>Ascending by date, each date once.</summary>
    public IReadOnlyList<NewsDay> News { get; init; } = [];

    public IReadOnlyList<TextReference> Texts { get; init; } = [];

    /// <summary>First session with news of anybody; before it silence says nothing. Null where none are stored.</summary>
    public DateOnly? NewsSince { get; init; }
}

/// <summary>How much was written about an issuer.</summary>
/// <param name="Date">Session from whose close on the articles may be used.</param>
/// <param name="Articles">Distinct articles.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NewsDay(DateOnly Date, int Articles);
