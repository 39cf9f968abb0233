using System.Runtime.CompilerServices;

namespace Prometheus.Core.Errors;

/// <summary>Checks at public edges. NaN fails every range check. Inside a room, <c>Debug.Assert</c> serves.</summary>
public static class Guard
{
    public static double InRange(double value, double minimum, double maximum, [CallerArgumentExpression(nameof(value))] string name = "")
        => value >= minimum && value <= maximum
            ? value
            : throw new UserError(FormattableString.Invariant($"{name} must lie between {minimum} and {maximum}, found {value}"));

    public static int AtLeast(int value, int minimum, [CallerArgumentExpression(nameof(value))] string name = "")
        => value >= minimum
            ? value
            : throw new UserError(FormattableString.Invariant($"{name} must be at least {minimum}, found {value}"));

    public static string NotBlank(string? value, [CallerArgumentExpression(nameof(value))] string name = "")
        => string.IsNullOrWhiteSpace(value) ? throw new UserError($"{name} must not be empty") : value;
}
