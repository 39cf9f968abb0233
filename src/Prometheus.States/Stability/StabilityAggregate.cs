using Prometheus.Core.Panels;

namespace Prometheus.States.Stability;

/// <summary>The stability of groups of names: sectors of a market, or the market.</summary>
/// <param name="EntityType">SECTOR or MARKET.</param>
/// <param name="EntityIds">Columns of the panels; a sector is <c>MARKET_ID|name</c>.</param>
/// <param name="State">[sessions × groups]; no state where no member has one.</param>
/// <param name="Coverage">[sessions × groups] share of the members, those with a state or an observed close, that have a state.</param>
public sealed record StabilityAggregate(string EntityType, IReadOnlyList<string> EntityIds, StabilityState State, Panel Coverage);
