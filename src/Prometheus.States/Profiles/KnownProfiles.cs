using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.States.Declarations;

namespace Prometheus.States.Profiles;

/// <summary>The stored profiles of a market's issuers under one model. Immutable; what it holds is named by its digest.</summary>
public sealed class KnownProfiles : IStoredInput
{
    private readonly KnownProfile[] _rows;
    private readonly Lazy<string> _digest;

    /// <param name="modelId">Model they were built by.</param>
    /// <param name="rows">In any order; an issuer and date once.</param>
    /// <exception cref="DataError">An issuer with two profiles on one date.</exception>
    public KnownProfiles(string modelId, IEnumerable<KnownProfile> rows)
    {
        ModelId = modelId;
        _rows = [.. rows.OrderBy(r => r.IssuerId, StringComparer.Ordinal).ThenBy(r => r.AsOf)];
        for (var k = 1; k < _rows.Length; k++)
        {
            if ((_rows[k - 1].IssuerId, _rows[k - 1].AsOf) == (_rows[k].IssuerId, _rows[k].AsOf))
                throw new DataError($"{_rows[k].IssuerId} has two profiles of {modelId} on {_rows[k].AsOf:yyyy-MM-dd}");
        }

        _digest = new Lazy<string>(Hash);
    }

    public string ModelId { get; }

    public int Count => _rows.Length;

    /// <summary>By issuer, then date.</summary>
    public IReadOnlyList<KnownProfile> Rows => _rows;

    /// <summary>Hex SHA-256 of everything it holds.</summary>
    public string Digest => _digest.Value;

    /// <summary>What was known on or before <paramref name="end"/>.</summary>
    public KnownProfiles Until(DateOnly end) => new(ModelId, _rows.Where(r => r.AsOf <= end));

    /// <summary>The profiles that options name, in force on every session; null where they name none.</summary>
    /// <exception cref="UserError">They were not handed in.</exception>
    public static ProfilePanel? InForce(StateReader reader, ProfileUse? use)
    {
        if (use is null)
            return null;
        var profiles = reader.Stored<KnownProfiles>(use.Digest)
            ?? throw new UserError($"the profiles of {use.ModelId} with digest '{use.Digest}' are not at hand: they were built again or never");
        return profiles.InForce(reader.Market, reader.Market.Issuers, use.MaximumAgeSessions);
    }

    /// <summary>Of every name on every session the latest profile of its issuer, unless it is too old.</summary>
    /// <param name="market">Rows and columns of the result.</param>
    /// <param name="issuers">Issuer of each column, null where unknown.</param>
    /// <param name="maximumAgeSessions">Sessions after which a profile is silent.</param>
    public ProfilePanel InForce(Market market, IReadOnlyList<string?> issuers, int maximumAgeSessions)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var rows = new int[sessions * columns];
        Array.Fill(rows, -1);
        var columnsOf = issuers.Select((issuer, column) => (issuer, column)).Where(p => p.issuer is not null)
            .ToLookup(p => p.issuer!, p => p.column, StringComparer.Ordinal);
        for (var k = 0; k < _rows.Length; k++)
        {
            var from = market.Sessions.FirstAtOrAfter(_rows[k].AsOf);
            var to = Math.Min(sessions - 1, from + maximumAgeSessions);
            foreach (var column in columnsOf[_rows[k].IssuerId])
            {
                // Rows of an issuer ascend by date: a later one writes over an earlier one.
                for (var t = from; t <= to; t++)
                    rows[(t * columns) + column] = k;
            }
        }

        return new ProfilePanel(_rows, rows, columns);
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"profiles-v1\n{ModelId}\n"));
        Span<byte> numbers = stackalloc byte[64];
        foreach (var row in _rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row.IssuerId + "\n"));
            numbers.Clear();
            BinaryPrimitives.WriteInt32LittleEndian(numbers, row.AsOf.DayNumber);
            numbers[4] = row.Weak ? (byte)1 : (byte)0;
            numbers[5] = row.NegativeEquity ? (byte)1 : (byte)0;
            Span<double> values =
                [row.DataQuality, row.Leverage, row.NetMargin, row.Style.Value, row.Style.Quality, row.Style.Size, row.Style.Momentum];
            for (var k = 0; k < values.Length; k++)
                BinaryPrimitives.WriteDoubleLittleEndian(numbers[(8 + (8 * k))..], double.IsNaN(values[k]) ? double.NaN : values[k] + 0.0);
            hash.AppendData(numbers);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Which stored profiles an engine reads; part of what a run depends on.</summary>
public sealed record ProfileUse
{
    /// <summary>Model the profiles were built by.</summary>
    public string ModelId { get; init; } = ProfileState.DefaultModelId;

    /// <summary><see cref="KnownProfiles.Digest"/> of the profiles used; found when they are read.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Sessions after which a profile is silent.</summary>
    [Range(0, 10_000, Unit = "sessions")]
    public int MaximumAgeSessions { get; init; } = 252;
}

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
