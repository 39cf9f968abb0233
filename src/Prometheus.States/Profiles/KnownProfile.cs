namespace Prometheus.States.Profiles;

/// <summary>What other engines read of a stored profile.</summary>
/// <param name="IssuerId">Whose.</param>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="Weak">The issuer's risks together are high.</param>
/// <param name="DataQuality">0 … 1.</param>
public sealed record KnownProfile(string IssuerId, DateOnly AsOf, bool Weak, double DataQuality)
{
    /// <summary>Liabilities / equity; NaN where unknown or equity is not positive.</summary>
    public double Leverage { get; init; } = double.NaN;

    public bool NegativeEquity { get; init; }

    public double NetMargin { get; init; } = double.NaN;

    public StyleCharacteristics Style { get; init; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    public static KnownProfile Of(IssuerProfile profile) => new(profile.IssuerId, profile.AsOf, profile.Weak, profile.DataQuality)
    {
        Leverage = profile.Fundamentals?.Leverage ?? double.NaN,
        NegativeEquity = profile.Fundamentals?.NegativeEquity == true,
        NetMargin = profile.Fundamentals?.NetMargin ?? double.NaN,
        Style = profile.Style ?? new(double.NaN, double.NaN, double.NaN, double.NaN),
    };
}
