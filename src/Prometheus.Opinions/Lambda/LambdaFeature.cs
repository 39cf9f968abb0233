namespace Prometheus.Opinions.Lambda;

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

    /// <summary>How much the members' vectors differ.</summary>
    ComponentDispersion,

    /// <summary>The first component of the mean of the members' vectors; the others follow it.</summary>
    Component00,
    Component01,
    Component02,
    Component03,
    Component04,
    Component05,
    Component06,
    Component07,
    Component08,
    Component09,
    Component10,
    Component11,
    Component12,
    Component13,
    Component14,
    Component15,
}
