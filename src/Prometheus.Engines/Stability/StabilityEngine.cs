using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;

namespace Prometheus.Engines.Stability;

/// <summary>
/// <c>basic-price-stab-v1</c> over the whole history: volatility, drawdown and trend of the total-return index over a trailing window, scored
/// against fixed references (sheet B §2.1, on total returns). Row t depends on the rows t − W + 1 … t only. The window looks at observed closes;
/// a session without one neither breaks nor ends a state, fewer than the minimum of observations give none.
/// </summary>
public static class StabilityEngine
{
    /// <param name="market">Total returns are its only input.</param>
    /// <param name="options">Window and references.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks of instruments.</param>
    public static StabilityState Compute(Market market, StabilityOptions options, int workers, CancellationToken cancellation = default)
    {
        var logIndex = market.TotalReturns.LogIndex;
        var (sessions, columns) = (logIndex.Sessions, logIndex.Columns);
        var output = new StabilityBuffers(sessions, columns);
        var blocks = (columns + WindowBlock.Width - 1) / WindowBlock.Width;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            () => new WindowBlock(sessions, options.WindowSessions),
            (block, _, window) =>
            {
                var first = block * WindowBlock.Width;
                var width = Math.Min(WindowBlock.Width, columns - first);
                window.Load(logIndex, first, width);
                for (var t = 0; t < sessions; t++)
                {
                    window.Evaluate(t);
                    for (var lane = 0; lane < width; lane++)
                        Score(window, lane, options, output, (t * columns) + first + lane);
                }

                return window;
            },
            _ => { });
        return output.ToState(options);
    }

    private static void Score(WindowBlock window, int lane, StabilityOptions options, StabilityBuffers output, int cell)
    {
        if (window.Observations[lane] < options.MinimumObservations || window.Returns[lane] < 2)
        {
            output.SetAbsent(cell);
            return;
        }

        var sigma = Math.Sqrt(window.SquaredDeviations[lane] / (window.Returns[lane] - 1));
        var drawdown = ScalarMath.Exp(window.Drawdown[lane]) - 1;
        var trend = ScalarMath.Exp(window.Last[lane] - window.First[lane]) - 1;
        var scores = StabilityScore.Of(sigma, drawdown, trend, options);
        output.Set(cell, sigma, drawdown, trend, scores);
    }
}
