using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;

namespace Prometheus.Opinions.Assessment;

/// <summary>The scores of one model of the user's own, as far as they were ever revised.</summary>
public sealed class ImportedScores : IStoredInput
{
    private readonly ImportedScore[] _rows;
    private readonly Lazy<string> _digest;

    /// <param name="modelId">Names the model wherever its scores are used.</param>
    /// <param name="horizonSessions">Sessions the scores look forward.</param>
    /// <param name="rows">In any order; the same name and date may appear again, known later.</param>
    /// <exception cref="DataError">One name, date and day of knowledge with two scores, or a score that is not finite.</exception>
    public ImportedScores(string modelId, int horizonSessions, IEnumerable<ImportedScore> rows)
    {
        (ModelId, HorizonSessions) = (modelId, horizonSessions);
        _rows = rows
            .OrderBy(r => r.InstrumentId, StringComparer.Ordinal).ThenBy(r => r.AsOf).ThenBy(r => r.KnownOn)
            .ToArray();
        for (var k = 0; k < _rows.Length; k++)
        {
            var row = _rows[k];
            if (!double.IsFinite(row.Score))
                throw new DataError(FormattableString.Invariant($"the score of {row.InstrumentId} on {row.AsOf:yyyy-MM-dd} by {modelId} must be finite, found {row.Score}"));
            if (k > 0 && (_rows[k - 1].InstrumentId, _rows[k - 1].AsOf, _rows[k - 1].KnownOn) == (row.InstrumentId, row.AsOf, row.KnownOn))
                throw new DataError($"{modelId} scores {row.InstrumentId} twice on {row.AsOf:yyyy-MM-dd}, both known on {row.KnownOn:yyyy-MM-dd}");
        }

        _digest = new Lazy<string>(Hash);
    }

    public string ModelId { get; }

    public int HorizonSessions { get; }

    /// <summary>Hex SHA-256 of everything it holds, whatever order it came in.</summary>
    public string Digest => _digest.Value;

    public int Count => _rows.Length;

    /// <summary>By name, date and day of knowledge.</summary>
    public IReadOnlyList<ImportedScore> Rows => _rows;

    /// <summary>What was known on or before <paramref name="end"/>: all that a run which ends there can depend on.</summary>
    public ImportedScores Until(DateOnly end) => new(ModelId, HorizonSessions, _rows.Where(r => r.AsOf <= end && r.KnownOn <= end));

    /// <summary>
    /// The score in force for every name on every session: of those usable by then the one with the latest date, and of its revisions the one
    /// known last. NaN where there is none or where the latest is too old.
    /// </summary>
    /// <param name="market">Sessions and instruments of the result.</param>
    /// <param name="maximumAgeSessions">Sessions since its own date after which a score is silent; null is the horizon.</param>
    public Panel InForce(Market market, int? maximumAgeSessions = null)
    {
        var maximumAge = maximumAgeSessions ?? HorizonSessions;
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var values = new double[sessions * columns];
        Array.Fill(values, double.NaN);
        var first = 0;
        while (first < _rows.Length)
        {
            var end = first + 1;
            while (end < _rows.Length && string.Equals(_rows[end].InstrumentId, _rows[first].InstrumentId, StringComparison.Ordinal))
                end++;
            if (market.Instruments.IndexOf(_rows[first].InstrumentId) is var column and >= 0)
                Fill(market, _rows.AsSpan(first, end - first), maximumAge, values, column, columns);
            first = end;
        }

        return Panel.Adopt(values, sessions, columns);
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"imported-scores-v1\n{ModelId}\n{HorizonSessions}\n")));
        Span<byte> numbers = stackalloc byte[16];
        foreach (var row in _rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row.InstrumentId + "\n"));
            BinaryPrimitives.WriteInt32LittleEndian(numbers, row.AsOf.DayNumber);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], row.KnownOn.DayNumber);
            BinaryPrimitives.WriteDoubleLittleEndian(numbers[8..], row.Score + 0.0); // −0 is 0
            hash.AppendData(numbers);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <param name="rows">Of one name, by date and then by day of knowledge: a later row wins wherever both are usable.</param>
    private static void Fill(Market market, ReadOnlySpan<ImportedScore> rows, int maximumAge, double[] values, int column, int columns)
    {
        foreach (var row in rows)
        {
            var from = market.Sessions.FirstAtOrAfter(row.AsOf > row.KnownOn ? row.AsOf : row.KnownOn);
            var to = Math.Min(market.Sessions.Count - 1, market.Sessions.FirstAtOrAfter(row.AsOf) + maximumAge);
            for (var t = from; t <= to; t++)
                values[(t * columns) + column] = row.Score;
        }
    }
}

/// <summary>One score of the user's own model.</summary>
/// <param name="InstrumentId">Whom it is about; a name the market does not have is passed over.</param>
/// <param name="AsOf">The date it speaks from.</param>
/// <param name="KnownOn">The date it became known; it may be used from the first session on or after both.</param>
/// <param name="Score">Larger is better; finite, any scale.</param>
public sealed record ImportedScore(string InstrumentId, DateOnly AsOf, DateOnly KnownOn, double Score);
