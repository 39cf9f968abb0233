namespace Prometheus.Databases;

/// <summary>The two databases of the platform. They never join: a flow that needs both reads one, then the other.</summary>
public enum LogicalDatabase
{
    /// <summary>Prices, returns, corporate actions and what was noticed while importing them.</summary>
    Historical,

    /// <summary>Entities, engine outputs, backtests, decisions and execution.</summary>
    Runtime,
}
