using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Universes;

public class ProfileScreensTests
{
    private const int Decision = 190;

    private static readonly Market Market = EngineWorld.Random(18, 200);

    private static readonly string[] Issuers = [.. Enumerable.Range(0, 18).Select(i => $"I{i:D2}")];

    private static readonly UniverseOptions Open = UniverseOptions.Default with { MinimumAverageVolume = 0, MinimumPrice = 0, MaximumSize = 0, MaximumSoftTargetScore = 100, ExcludeBreakers = false };

    [Fact]
    public void Weak_names_leave_where_they_are_fragile()
    {
        var (stability, universe) = Select(i => new KnownProfile(Issuers[i], Market.Sessions[100], Weak: true, 1), new ProfileScreens());
        foreach (var candidate in universe.Candidates.Where(c => c.WasScored || c.Exclusion == UniverseExclusion.ExcludedWeakProfileFragile))
        {
            var fragile = stability.Class[Decision, candidate.Instrument] >= (byte)SoftTargetClass.Fragile;
            Assert.Equal(fragile, candidate.Exclusion == UniverseExclusion.ExcludedWeakProfileFragile);
            Assert.True(stability.IsWeak(Decision, candidate.Instrument));
        }

        Assert.Contains(universe.Candidates, c => c.Exclusion == UniverseExclusion.ExcludedWeakProfileFragile);
    }

    [Fact]
    public void Each_screen_has_its_reason_and_the_unknown_passes_all_but_quality()
    {
        var screens = new ProfileScreens { MinimumDataQuality = 0.5, MaximumLeverage = 2, MinimumNetMargin = 0 };
        var (_, universe) = Select(
            i => i switch
            {
                0 => Plain(i) with { DataQuality = 0.4 },
                1 => Plain(i) with { Leverage = 2.5 },
                2 => Plain(i) with { NegativeEquity = true },
                3 => Plain(i) with { NetMargin = -0.01 },
                6 => null,
                _ => Plain(i),
            },
            screens);
        var reasons = universe.Candidates.ToDictionary(c => c.Instrument, c => c.Exclusion);
        Assert.Equal(UniverseExclusion.ExcludedLowDataQuality, reasons[0]);
        Assert.Equal(UniverseExclusion.ExcludedHighLeverage, reasons[1]);
        Assert.Equal(UniverseExclusion.ExcludedHighLeverage, reasons[2]);
        Assert.Equal(UniverseExclusion.ExcludedLowMargin, reasons[3]);
        Assert.Equal(UniverseExclusion.ExcludedLowDataQuality, reasons[6]);
        Assert.Equal(UniverseExclusion.None, reasons[8]);
    }

    [Fact]
    public void A_style_bucket_is_a_third_of_the_names_with_the_characteristic()
    {
        var screens = new ProfileScreens { Styles = ["value:high"] };
        var (_, universe) = Select(i => Plain(i) with { Style = new StyleCharacteristics(i < 15 ? i : double.NaN, 0, 0, 0) }, screens);
        Assert.All(universe.Candidates.Where(c => c.WasScored), c => Assert.InRange(c.Instrument, 10, 14));
        Assert.Contains(universe.Candidates, c => c.Exclusion == UniverseExclusion.ExcludedStyle);
        Assert.Throws<UserError>(() => OptionRules.Require(new ProfileScreens { Styles = ["beauty:high"] }));
    }

    [Fact]
    public void Profiles_are_asked_for_and_change_neither_index_nor_default_hash()
    {
        var need = new SignalNeeds(StabilityOptions.Default, AssessmentOptions.Default, Open with { ProfileScreens = new ProfileScreens() });
        Assert.ThrowsAny<Exception>(() => SignalsEngine.Compute(Market, [need], [[Decision]], 1));
        Assert.DoesNotContain("profiles", CanonicalJson.SerializeToString(StabilityOptions.Default), StringComparison.Ordinal);
        Assert.DoesNotContain("profile_screens", CanonicalJson.SerializeToString(UniverseOptions.Default), StringComparison.Ordinal);
        var (stability, _) = Select(Plain, new ProfileScreens());
        Assert.True(LookAhead.SameRows(StabilityEngine.Compute(Market, StabilityOptions.Default, 1).Index, stability.Index, 199));
        Assert.StartsWith("basic-price-stab-v1@", stability.ModelId, StringComparison.Ordinal);
    }

    private static KnownProfile Plain(int i) => new(Issuers[i], Market.Sessions[100], Weak: false, 1);

    private static (StabilityState Stability, UniverseSnapshot Universe) Select(Func<int, KnownProfile?> profileOf, ProfileScreens screens)
    {
        var profiles = new KnownProfiles(ProfileState.DefaultModelId, Enumerable.Range(0, 18).Select(profileOf).OfType<KnownProfile>());
        var stability = StabilityOptions.Default with { Profiles = new ProfileUse { Digest = profiles.Digest } };
        var need = new SignalNeeds(stability, AssessmentOptions.Default, Open with { ProfileScreens = screens });
        var signals = SignalsEngine.Compute(new SignalInputs(Market.With(issuers: Issuers)) { Profiles = [profiles] }, [need], [[Decision]], 1)[0];
        return (signals.Stability!, signals.Universe!.Snapshots.Single());
    }
}
