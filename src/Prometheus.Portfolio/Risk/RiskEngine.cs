using Prometheus.Core.Errors;

namespace Prometheus.Portfolio.Risk;

/// <summary>
/// The risk service: every rule of the catalogue in order, each only able to take weight away. R(R(w)) = R(w). It has no memory.
/// </summary>
public static class RiskEngine
{
    private static readonly IRiskRule[] Catalogue =
    [
        new TradabilityRule(),
        new PerNameRule(),
        new SectorRule(),
        new FragileExposureRule(),
        new GrossExposureRule(),
        new LiquidityRule(),
        new ShortCandidateExposureRule(),
    ];

    /// <param name="instruments">Columns, ascending.</param>
    /// <param name="weights">Wanted weights, signed fractions of equity; not changed.</param>
    /// <exception cref="ModelError">Equity that is not positive.</exception>
    public static RiskOutcome Constrain(ReadOnlySpan<int> instruments, ReadOnlySpan<double> weights, RiskContext context, RiskOptions options)
    {
        if (!(context.Holdings.Equity > 0))
            throw new ModelError(FormattableString.Invariant($"the risk service needs positive equity, found {context.Holdings.Equity} on {context.Market.Date:yyyy-MM-dd}"));

        var before = weights.ToArray();
        var after = weights.ToArray();
        var actions = new List<RiskAction>(weights.Length);
        var touched = new bool[weights.Length];
        for (var order = 0; order < Catalogue.Length; order++)
        {
            var rule = Catalogue[order];
            rule.Apply(context, options, instruments, after);
            for (var i = 0; i < after.Length; i++)
            {
                if (after[i] == before[i])
                    continue;
                actions.Add(after[i] == 0
                    ? new RiskAction(instruments[i], RiskActionType.Rejected, rule.RejectedId, before[i], after[i], order)
                    : new RiskAction(instruments[i], RiskActionType.Capped, rule.CappedId, before[i], after[i], order));
                before[i] = after[i];
                touched[i] = true;
            }
        }

        for (var i = 0; i < after.Length; i++)
        {
            if (!touched[i])
                actions.Add(new RiskAction(instruments[i], RiskActionType.Ok, string.Empty, after[i], after[i], 0));
        }

        actions.Sort((a, b) => a.Instrument != b.Instrument ? a.Instrument.CompareTo(b.Instrument) : a.Order.CompareTo(b.Order));
        return new RiskOutcome(after, [.. actions]);
    }
}

/// <summary>The weights that may be ordered, and why they differ from those asked for.</summary>
/// <param name="Weights">Along the instruments asked about; no |w| is larger than before, what was taken away is cash.</param>
/// <param name="Actions">By instrument, then by place in the chain; an OK row for every name no rule touched.</param>
public sealed record RiskOutcome(double[] Weights, RiskAction[] Actions);

/// <summary>What one rule did to one name: an OK row for a name no rule touched, else one row a rule and name.</summary>
/// <param name="Instrument">Column.</param>
/// <param name="Type">OK, CAPPED or REJECTED.</param>
/// <param name="Rule">Rule id such as <c>CAPPED_PER_NAME</c> (the seeds' reason spelling); empty for OK.</param>
/// <param name="Before">Weight before the rule.</param>
/// <param name="After">Weight after the rule.</param>
/// <param name="Order">Position in the chain of rules, from 0.</param>
public readonly record struct RiskAction(int Instrument, RiskActionType Type, string Rule, double Before, double After, int Order);

/// <summary>Stored in upper snake case.</summary>
public enum RiskActionType : byte
{
    Ok,
    Capped,
    Rejected,
    ExecutionReject,
}
