namespace Prometheus.Portfolio.Risk;

/// <summary>What one rule did to one name: an OK row for a name no rule touched, else one row a rule and name.</summary>
/// <param name="Instrument">Column.</param>
/// <param name="Type">OK, CAPPED or REJECTED.</param>
/// <param name="Rule">Rule id such as <c>CAPPED_PER_NAME</c> (the seeds' reason spelling); empty for OK.</param>
/// <param name="Before">Weight before the rule.</param>
/// <param name="After">Weight after the rule.</param>
/// <param name="Order">Position in the chain of rules, from 0.</param>
public readonly record struct RiskAction(int Instrument, RiskActionType Type, string Rule, double Before, double After, int Order);
