using Prometheus.Core.Panels;

namespace Prometheus.Scenarios;

/// <summary>Total returns of some names over some sessions, real or simulated: what <see cref="Core.Markets.TotalReturns"/> is to a market.</summary>
/// <param name="Simple">[sessions × names] simple return; NaN where not observed.</param>
/// <param name="Log">[sessions × names] log return.</param>
/// <param name="LogIndex">[sessions × names] log total-return index from any origin; NaN where there is no close.</param>
/// <param name="Market">The market's simple return, one a session.</param>
public sealed record ReturnWindow(Panel Simple, Panel Log, Panel LogIndex, double[] Market);
