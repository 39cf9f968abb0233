namespace Prometheus.Opinions.Assessment;

/// <summary>How far a context head carried over some sessions, and on how little it had learnt.</summary>
/// <param name="Opinions">Names and sessions with an opinion, of the head or its fallback.</param>
/// <param name="Spoken">Those among them where the head spoke.</param>
/// <param name="FewestDates">Training dates of the fit that had the fewest; 0 where none served.</param>
public sealed record ContextReach(long Opinions, long Spoken, int FewestDates)
{
    /// <param name="first">First row.</param>
    /// <param name="last">Last row.</param>
    /// <returns>Null where no head was asked for.</returns>
    public static ContextReach? Of(AssessmentState assessment, int first, int last)
    {
        if (assessment.Context is not { Options.DiagnosticsOnly: false } context)
            return null;
        var (opinions, spoken, fewest) = (0L, 0L, int.MaxValue);
        for (var t = first; t <= last; t++)
        {
            fewest = Math.Min(fewest, context.FitAt(t)?.Dates ?? int.MaxValue);
            for (var i = 0; i < assessment.Z.Columns; i++)
            {
                if (double.IsNaN(assessment.Z[t, i]))
                    continue;
                opinions++;
                spoken += context.Spoke(t, i) ? 1 : 0;
            }
        }

        return new ContextReach(opinions, spoken, fewest == int.MaxValue ? 0 : fewest);
    }
}
