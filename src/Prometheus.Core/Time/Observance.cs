namespace Prometheus.Core.Time;

/// <summary>What a venue does with a holiday that falls on a weekend.</summary>
public enum Observance
{
    /// <summary>Nothing: the holiday is lost.</summary>
    None,

    /// <summary>Sunday moves to Monday; Saturday is lost.</summary>
    SundayToMonday,

    /// <summary>Saturday moves to Friday, Sunday to Monday.</summary>
    NearestWeekday,

    /// <summary>Sunday moves to the next weekday that is no holiday; Saturday is lost.</summary>
    SundayToFreeWeekday,

    /// <summary>Saturday and Sunday move to the next weekday that is no holiday.</summary>
    WeekendToFreeWeekday,
}
