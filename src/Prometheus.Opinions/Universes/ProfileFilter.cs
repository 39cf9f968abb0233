using System.Runtime.InteropServices;
using Prometheus.Core.Errors;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Universes;

/// <summary>The screens that read profiles, one session after the other.</summary>
internal sealed class ProfileFilter
{
    private const int Terciles = 3;

    private readonly ProfilePanel _profiles;
    private readonly ProfileScreens _screens;
    private readonly StyleBucket[] _buckets;
    private readonly double[][] _ranks;
    private readonly CrossSection _section;
    private readonly double[] _values;
    private int _session = -1;

    public ProfileFilter(ProfilePanel profiles, ProfileScreens screens, int columns)
    {
        (_profiles, _screens) = (profiles, screens);
        _buckets = [.. screens.Styles.Select(StyleBucket.Parse)];
        _ranks = Array.ConvertAll(_buckets, _ => new double[columns]);
        (_section, _values) = (new CrossSection(columns), new double[columns]);
    }

    /// <summary>The first screen the name fails, or None.</summary>
    public UniverseExclusion Test(int session, int column, byte stability)
    {
        var profile = _profiles.At(session, column);
        if (_screens.ExcludeWeakWhenFragile && profile?.Weak == true && stability is >= (byte)SoftTargetClass.Fragile and not CodePanel.None)
            return UniverseExclusion.ExcludedWeakProfileFragile;
        if ((profile?.DataQuality ?? 0) < _screens.MinimumDataQuality)
            return UniverseExclusion.ExcludedLowDataQuality;
        if (_screens.MaximumLeverage is { } leverage && profile is not null && (profile.NegativeEquity || profile.Leverage > leverage))
            return UniverseExclusion.ExcludedHighLeverage;
        if (profile?.NetMargin < _screens.MinimumNetMargin)
            return UniverseExclusion.ExcludedLowMargin;
        return IsInBuckets(session, column) ? UniverseExclusion.None : UniverseExclusion.ExcludedStyle;
    }

    private bool IsInBuckets(int session, int column)
    {
        if (_buckets.Length == 0)
            return true;
        if (session != _session)
            Rank(session);
        for (var b = 0; b < _buckets.Length; b++)
        {
            if (!((int)(_ranks[b][column] * Terciles) == _buckets[b].Tercile))
                return false;
        }

        return true;
    }

    /// <summary>(rank − ½) / n of every name with a known characteristic; −1 elsewhere.</summary>
    private void Rank(int session)
    {
        _session = session;
        for (var b = 0; b < _buckets.Length; b++)
        {
            for (var i = 0; i < _values.Length; i++)
                _values[i] = _buckets[b].Of(_profiles.At(session, i));
            _section.Load(_values);
            _ranks[b].AsSpan().Fill(double.NaN);
            _section.WriteRanks(_ranks[b]);
            for (var i = 0; i < _values.Length; i++)
                _ranks[b][i] = double.IsNaN(_ranks[b][i]) ? -1 : (_ranks[b][i] - 0.5) / _section.Count;
        }
    }
}

/// <summary>One third of the names by one characteristic.</summary>
/// <param name="Style">value, quality, size or momentum.</param>
/// <param name="Tercile">0 low, 1 mid, 2 high.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StyleBucket(string Style, int Tercile)
{
    private static readonly string[] Styles = ["value", "quality", "size", "momentum"];

    private static readonly string[] Terciles = ["low", "mid", "high"];

    /// <exception cref="UserError">No such style or tercile.</exception>
    public static StyleBucket Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && Array.IndexOf(Styles, parts[0]) >= 0 && Array.IndexOf(Terciles, parts[1]) is >= 0 and var tercile
            ? new StyleBucket(parts[0], tercile)
            : throw new UserError($"a style is one of {string.Join(", ", Styles)}, a colon and one of {string.Join(", ", Terciles)}, found '{text}'");
    }

    /// <summary>NaN where unknown.</summary>
    public double Of(KnownProfile? profile) => profile is null ? double.NaN : Style switch
    {
        "value" => profile.Style.Value,
        "quality" => profile.Style.Quality,
        "size" => profile.Style.Size,
        _ => profile.Style.Momentum,
    };
}
