using Prometheus.Core.Panels;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// Excess returns of a market's sectors. An entity that is itself a member is taken out of its sector's mean before the two are compared.
/// </summary>
/// <param name="Names">Sectors, ordinal order.</param>
/// <param name="Excess">[sessions × sectors] mean over the members of log return − market log return; 0 where nobody is observed.</param>
/// <param name="Members">[sessions × sectors] observed members.</param>
/// <param name="Own">[sessions × entities] the sector an entity is a member of; null where the entities are no members.</param>
public sealed record SectorSeries(IReadOnlyList<string> Names, Panel Excess, Panel Members, CodePanel? Own);
