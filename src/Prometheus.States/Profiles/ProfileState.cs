namespace Prometheus.States.Profiles;

/// <summary>Profiles on some sessions.</summary>
/// <param name="Options">What they were built with.</param>
/// <param name="Sessions">Rows of the market, ascending.</param>
/// <param name="Profiles">By session, then by issuer id; an issuer none of whose instruments had a close by then has none.</param>
public sealed record ProfileState(ProfileOptions Options, IReadOnlyList<int> Sessions, IReadOnlyList<IssuerProfile> Profiles)
{
    public const string DefaultModelId = "issuer-profile-v1";

    public string ModelId => ModelIdOf(Options);

    public static string ModelIdOf(ProfileOptions options) => Core.Identity.StableId.ModelId(DefaultModelId, options, ProfileOptions.Default);
}
