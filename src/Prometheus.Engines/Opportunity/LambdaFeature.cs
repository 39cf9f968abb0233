namespace Prometheus.Engines.Opportunity;

/// <summary>What a forecast may look at; each is known at the close of the row's session.</summary>
public enum LambdaFeature
{
    LambdaValue,

    /// <summary>λ of the same cluster on the session before. A cluster that was not there stood still: λ itself, and flagged.</summary>
    LambdaPrev,

    /// <summary>λ less the one before.</summary>
    LambdaTrend,
    NumInstruments,
    Dispersion,
    AvgVolWindow,
    RegimeRiskScore,
    StabRiskScore,
    StabPWorsenAny,

    /// <summary>Mean λ of the cluster over the last 5 sessions on which it was there.</summary>
    LambdaWeek,

    /// <summary>The same over 22 sessions.</summary>
    LambdaMonth,
}
