using Prometheus.Core.Panels;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>What a scenario would do to the soft-target classes of a book.</summary>
/// <param name="MeanShift">Classes moved towards BREAKER, weighted by |w| over the names that can be told; NaN where there is none.</param>
/// <param name="WeightToTargetable">Share of Σ|w| that is below TARGETABLE now and would be TARGETABLE.</param>
/// <param name="WeightToBreaker">Share of Σ|w| that is below BREAKER now and would be BREAKER.</param>
/// <param name="Coverage">Share of Σ|w| whose class is known now and after the path.</param>
public sealed record ClassMigration(double MeanShift, double WeightToTargetable, double WeightToBreaker, double Coverage)
{
    /// <param name="encoding">The set appended to the names' history up to the book's date.</param>
    /// <param name="path">The scenario.</param>
    /// <param name="instruments">Ids of the book.</param>
    /// <param name="weights">Fractions of equity, as many.</param>
    public static ClassMigration Of(PathEncoding encoding, int path, ReadOnlySpan<string> instruments, ReadOnlySpan<double> weights)
    {
        var after = encoding.ClassesAfter(path);
        var now = encoding.ClassesNow;
        var (gross, told, shift, targetable, breaker) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < instruments.Length; k++)
        {
            var size = Math.Abs(weights[k]);
            gross += size;
            var name = encoding.Paths.Set.Instruments.IndexOf(instruments[k]);
            if (name < 0 || now[name] == CodePanel.None || after[name] == CodePanel.None)
                continue;
            told += size;
            shift += size * (after[name] - now[name]);
            targetable += Moves(SoftTargetClass.Targetable) && after[name] < (byte)SoftTargetClass.Breaker ? size : 0;
            breaker += Moves(SoftTargetClass.Breaker) ? size : 0;

            bool Moves(SoftTargetClass to) => now[name] < (byte)to && after[name] >= (byte)to;
        }

        return gross == 0
            ? new ClassMigration(double.NaN, 0, 0, 0)
            : new ClassMigration(told == 0 ? double.NaN : shift / told, targetable / gross, breaker / gross, told / gross);
    }
}
