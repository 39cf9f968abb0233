using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Projection;
using Prometheus.States.Declarations;

namespace Prometheus.States.Regimes;

/// <summary>
/// <c>num-regime-core-v1</c>: market features standardised by what was known, prototypes fitted walk-forward (k-means++, refined by
/// expectation–maximisation under a sticky chain), each mapped to a label, and the filtered probability of the labels. Before the first fit
/// <c>regime-prior-v0</c> serves. The filter starts at the first stored session, so the row of a date does not depend on the range asked for.
/// </summary>
public static class RegimeEngine
{
    private const int Labels = RegimeState.Labels;

    public static StateDefinition<RegimeOptions, RegimeState> Definition { get; } = new()
    {
        Kind = "regime",
        ModelId = RegimeState.DefaultModelId,
        Table = "regimes",
        Command = "regime classify",
        Default = RegimeOptions.Default,
        Reads = options => MarketReads.Members | MarketReads.Series | MarketReads.RegimeIndex | (options.Features is null ? 0 : MarketEntities.Reads),
        Compute = (reader, all) => [.. all.Select(options => Compute(reader.Market, options, reader.Workers, reader.Cancellation))],
    };

    /// <param name="market">The whole market from its first stored session; row t depends on rows ≤ t.</param>
    /// <param name="options">Window, prototypes, filter.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between fits.</param>
    /// <exception cref="UserError">Options out of range.</exception>
    public static RegimeState Compute(Market market, RegimeOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var inputs = RegimeInputs.Of(market, options, workers, cancellation);
        var fits = new RegimeFitting(inputs, options).Compute(market.Sessions, workers, cancellation);
        return Filter(inputs, fits, options);
    }

    private static RegimeState Filter(RegimeInputs inputs, IReadOnlyList<RegimeFit> fits, RegimeOptions options)
    {
        var sessions = inputs.Features.Sessions;
        var dimensions = fits.Count == 0 ? 0 : fits.Max(f => f.Encoder.Dimensions);
        var (labels, probabilities, embedding) = (new byte[sessions], new double[sessions * Labels], new double[sessions * dimensions]);
        labels.AsSpan().Fill(CodePanel.None);
        probabilities.AsSpan().Fill(double.NaN);
        embedding.AsSpan().Fill(double.NaN);
        var filter = new RegimeFilter(options);
        Span<double> likelihood = stackalloc double[Labels];
        var next = 0;
        for (var t = 0; t < sessions; t++)
        {
            while (next < fits.Count && fits[next].FirstSession <= t)
                next++;
            var known = inputs.Prior.LogLikelihood(t, likelihood);
            if (next > 0)
            {
                filter.ByFit(fits[next - 1], inputs.Features.Row(t), known ? likelihood : []);
                Encode(fits[next - 1], inputs.Windows.Row(t), embedding.AsSpan(t * dimensions, dimensions));
            }
            else if (known)
            {
                filter.ByPrior(likelihood);
            }
            else
            {
                continue;
            }

            filter.Belief.CopyTo(probabilities.AsSpan(t * Labels));
            labels[t] = Highest(filter.Belief);
        }

        return new RegimeState(options, CodePanel.Adopt(labels, sessions, 1), Panel.Adopt(probabilities, sessions, Labels))
        {
            Fits = fits,
            Embedding = Panel.Adopt(embedding, sessions, dimensions),
        };
    }

    /// <summary>The whitened window at unit length; components that a fit does not have are 0.</summary>
    private static void Encode(RegimeFit fit, ReadOnlySpan<double> window, Span<double> embedding)
    {
        embedding.Clear();
        fit.Encoder.Apply(window, embedding);
        UnitLength.Make(embedding);
    }

    /// <summary>The first of equals: the graver one, as the labels are ordered.</summary>
    private static byte Highest(ReadOnlySpan<double> belief)
    {
        byte highest = 0;
        for (byte k = 1; k < belief.Length; k++)
        {
            if (belief[k] > belief[highest])
                highest = k;
        }

        return highest;
    }
}
