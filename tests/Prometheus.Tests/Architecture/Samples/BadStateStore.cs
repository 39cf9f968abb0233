namespace Prometheus.Tests.Architecture.Samples;

internal sealed class BadStateStore
{
    public static double LoadLatest(string entityId) => entityId.Length;

    public static double LoadState(string entityId, DateOnly asOf) => entityId.Length + asOf.DayNumber;

    public static double ListRuns(BoundedRequest request) => request.End.DayNumber;

    internal sealed record BoundedRequest(DateOnly End);
}
