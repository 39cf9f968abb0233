using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;

namespace Prometheus.States.Factors;

/// <summary>
/// <c>factor-basic-v1</c> over the whole history: the equal-weight market, its sectors in excess of it, and walk-forward statistical factors
/// of what both leave; exposures of every name from a trailing window. Row t depends on rows ≤ t only.
/// </summary>
public static class FactorEngine
{
    public static StateDefinition<FactorOptions, FactorState> Definition { get; } = new()
    {
        Kind = "factors",
        ModelId = FactorState.DefaultModelId,
        Table = "factors_daily",
        Command = "factor build",
        Default = FactorOptions.Default,
        Reads = _ => MarketReads.Members,
        Compute = (reader, all) => [.. all.Select(options => Compute(reader.Market, options, reader.Workers, reader.Cancellation))],
    };

    /// <param name="market">Total returns, sectors, tradability and funds are its inputs.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    public static FactorState Compute(Market market, FactorOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var returns = market.TotalReturns.Simple;
        var (sessions, columns) = (returns.Sessions, returns.Columns);
        var common = FactorReturns.Of(market, options.MinimumNames);
        var (toMarket, toSector) = RollingExposures.Compute(returns, market.TotalReturns.LogIndex, common, options, workers, cancellation);
        var residuals = StatisticalFactors.Residuals(returns, common, toMarket, toSector);
        var fits = StatisticalFactors.Fit(market, residuals, options, cancellation);
        Factor[] factors =
        [
            Factor.OfMarket(market.Definition.MarketId),
            .. common.Sectors,
            .. Enumerable.Range(1, options.StatisticalFactors).Select(Factor.Statistical),
        ];
        return new FactorState(
            options,
            factors,
            ReturnsOf(common, fits, residuals, columns, factors.Length),
            Panel.Adopt(toMarket, sessions, columns),
            Panel.Adopt(toSector, sessions, columns),
            CodePanel.Adopt(SectorFactors(common.SectorOf), sessions, columns),
            fits);
    }

    private static Panel ReturnsOf(FactorReturns common, List<StatisticalFit> fits, double[] residuals, int columns, int factors)
    {
        var (sessions, sectors) = (common.Market.Length, common.Sectors.Count);
        var returns = new double[sessions * factors];
        Array.Fill(returns, double.NaN);
        for (var t = 0; t < sessions; t++)
        {
            returns[t * factors] = common.Market[t];
            common.SectorExcess.Row(t).CopyTo(returns.AsSpan((t * factors) + 1));
        }

        foreach (var fit in fits)
        {
            for (var t = fit.FirstSession; t <= fit.LastSession; t++)
            {
                for (var k = 0; k < fit.Weights.Length; k++)
                    returns[(t * factors) + 1 + sectors + k] = StatisticalFactors.ReturnOf(fit.Weights[k], residuals.AsSpan(t * columns, columns));
            }
        }

        return Panel.Adopt(returns, sessions, factors);
    }

    /// <summary>Sectors stand behind the market.</summary>
    private static byte[] SectorFactors(CodePanel sectorOf)
    {
        var codes = new byte[sectorOf.Sessions * sectorOf.Columns];
        for (var t = 0; t < sectorOf.Sessions; t++)
        {
            for (var i = 0; i < sectorOf.Columns; i++)
                codes[(t * sectorOf.Columns) + i] = sectorOf[t, i] == CodePanel.None ? CodePanel.None : (byte)(sectorOf[t, i] + 1);
        }

        return codes;
    }
}

/// <summary>The factors of a market on every session and what each name moves by with them. NaN where not defined.</summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="Factors">Columns of <paramref name="Returns"/>: the market, its sectors and the statistical ones, each group in ordinal order of ids.</param>
/// <param name="Returns">[sessions × factors] simple return of the session, a fraction.</param>
/// <param name="MarketExposure">[sessions × instruments] shrunk slope on the market.</param>
/// <param name="SectorExposure">[sessions × instruments] shrunk slope on the own sector's excess return.</param>
/// <param name="SectorFactor">[sessions × instruments] index of the own sector in <paramref name="Factors"/>.</param>
/// <param name="Fits">Statistical factors in order of their sessions; before the first and between gaps there are none.</param>
public sealed record FactorState(
    FactorOptions Options,
    IReadOnlyList<Factor> Factors,
    Panel Returns,
    Panel MarketExposure,
    Panel SectorExposure,
    CodePanel SectorFactor,
    IReadOnlyList<StatisticalFit> Fits)
{
    public const string DefaultModelId = "factor-basic-v1";

    public string ModelId => StableId.ModelId(DefaultModelId, Options, FactorOptions.Default);

    /// <summary>The statistical factors that hold on a session, or null.</summary>
    public StatisticalFit? FitOn(int session) => Fits.FirstOrDefault(f => f.FirstSession <= session && session <= f.LastSession);
}

/// <summary>Constants of <c>factor-basic-v1</c>.</summary>
public sealed record FactorOptions : IConsistentOptions
{
    public static FactorOptions Default { get; } = new();

    /// <summary>Sessions an exposure and a correlation look back, the as-of session included.</summary>
    [Range(10, 2520, Unit = "sessions")]
    public int WindowSessions { get; init; } = 252;

    /// <summary>Fewer observed returns in the window mean no exposure.</summary>
    [Range(10, 2520, Unit = "sessions")]
    public int MinimumObservations { get; init; } = 126;

    /// <summary>A market or sector of fewer names has no return.</summary>
    [Range(1, 100_000, Unit = "names")]
    public int MinimumNames { get; init; } = 3;

    /// <summary>How far an exposure to market or sector is pulled toward 1, 0 … 1.</summary>
    [Range(0, 1)]
    public double Shrinkage { get; init; } = 1.0 / 3;

    [Range(0, LeadingSubspace.MaximumPairs)]
    public int StatisticalFactors { get; init; } = 3;

    /// <summary>Fewer names with a nearly full window give no statistical factors.</summary>
    [Range(2 * LeadingSubspace.MaximumPairs, 100_000, Unit = "names")]
    public int MinimumStatisticalNames { get; init; } = 20;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (MinimumObservations > WindowSessions)
            yield return (nameof(MinimumObservations), FormattableString.Invariant($"must be at most window_sessions {WindowSessions}, found {MinimumObservations}"));
    }
}
