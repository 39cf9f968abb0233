using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Instruments;
using Prometheus.States.Fragility;

namespace Prometheus.Scenarios;

/// <summary>
/// A set of paths in its compact form: every step of every path is a day of the base window, so a set is the panel of those days and, a path
/// and step, the number of a day. A name without a return on any day of a path is absent from that path.
/// </summary>
public sealed class ScenarioSet
{
    private readonly int[] _days;
    private readonly Lazy<ScenarioTotals> _totals;
    private readonly Lazy<string> _contentHash;

    /// <param name="panel">The days to draw from; days from <paramref name="knownDays"/> on are never read.</param>
    /// <param name="knownDays">How many days of the panel the set may draw from.</param>
    /// <param name="days">[paths × horizon] row of the panel of each step.</param>
    internal ScenarioSet(ScenarioRequest request, ScenarioPanel panel, int knownDays, int[] days)
    {
        Request = request;
        Panel = panel;
        KnownDays = knownDays;
        _days = days;
        _totals = new Lazy<ScenarioTotals>(() => ScenarioTotals.Compute(this));
        _contentHash = new Lazy<string>(ComputeHash);
    }

    /// <summary>A set as it was stored: the parts that <see cref="Panel"/> and <see cref="DaysOf"/> gave.</summary>
    /// <param name="dates">Ascending.</param>
    /// <param name="returns">[dates × instruments], NaN where not observed.</param>
    /// <param name="days">[paths × horizon] indices of <paramref name="dates"/>.</param>
    /// <exception cref="DataError">Parts that do not fit the request or each other.</exception>
    public static ScenarioSet OfParts(ScenarioRequest request, InstrumentAxis instruments, DateOnly[] dates, double[] returns, int[] days)
    {
        if (returns.Length != dates.Length * instruments.Count || days.Length != request.NumPaths * request.HorizonDays || dates.Length == 0)
        {
            throw new DataError(FormattableString.Invariant(
                $"scenario set {request.SetId} needs {request.NumPaths} paths of {request.HorizonDays} steps over whole days, found {days.Length} steps and {returns.Length} returns of {dates.Length} days and {instruments.Count} names"));
        }

        return new ScenarioSet(request, new ScenarioPanel(instruments, dates, returns), dates.Length, days);
    }

    public ScenarioRequest Request { get; }

    public string SetId => Request.SetId;

    public string MarketId => Request.Markets[0];

    public ScenarioPanel Panel { get; }

    /// <summary>Days of the panel the set draws from: its first ones.</summary>
    public int KnownDays { get; }

    public InstrumentAxis Instruments => Panel.Instruments;

    public int Paths => _days.Length / Horizon;

    /// <summary>Steps of a path.</summary>
    public int Horizon => Request.HorizonDays;

    /// <summary>The last day a return of this set could come from.</summary>
    public DateOnly MaxDataDate => Panel.Dates[KnownDays - 1];

    /// <summary>What every path made of every name, computed at first use.</summary>
    public ScenarioTotals Totals => _totals.Value;

    /// <summary>Hex SHA-256 over request, names, days, returns and draws.</summary>
    public string ContentHash => _contentHash.Value;

    /// <summary>The panel rows of one path, one a step.</summary>
    public ReadOnlySpan<int> DaysOf(int path) => _days.AsSpan(path * Horizon, Horizon);

    /// <summary>The true date of a step (0-based) of a path.</summary>
    public DateOnly DateOf(int path, int step) => Panel.Dates[_days[(path * Horizon) + step]];

    /// <summary>All names' returns at a step (0-based) of a path; NaN where absent.</summary>
    public ReadOnlySpan<double> Returns(int path, int step) => Panel.Row(_days[(path * Horizon) + step]);

    /// <summary>Expected shortfall of every name of a market over the paths, as a positive fraction; NaN for names the set does not have.</summary>
    /// <param name="tail">Share of a name's paths that counts as its tail, for example 0.025.</param>
    public ScenarioLosses LossesOf(InstrumentAxis instruments, double tail)
    {
        var shortfalls = Totals.ExpectedShortfallByName(tail);
        var losses = new double[instruments.Count];
        for (var i = 0; i < losses.Length; i++)
            losses[i] = Instruments.IndexOf(instruments[i]) is var column and >= 0 ? Math.Max(0, 0 - shortfalls[column]) : double.NaN;
        return new ScenarioLosses(SetId, MaxDataDate, losses) { Digest = FormattableString.Invariant($"{ContentHash}:{tail:R}") };
    }

    /// <summary>The whole set, [paths × horizon × names].</summary>
    public double[] Materialise()
    {
        var names = Instruments.Count;
        var values = GC.AllocateUninitializedArray<double>(_days.Length * names);
        for (var k = 0; k < _days.Length; k++)
            Panel.Row(_days[k]).CopyTo(values.AsSpan(k * names, names));
        return values;
    }

    /// <summary>For whoever decides on <paramref name="date"/>: a set that has seen later days is no basis for it.</summary>
    /// <exception cref="LookAheadError">The set's data end after the date.</exception>
    public void RequireKnownBy(DateOnly date)
    {
        if (MaxDataDate > date)
        {
            throw new LookAheadError(FormattableString.Invariant(
                $"scenario set {SetId} draws from days up to {MaxDataDate:yyyy-MM-dd} and cannot serve a decision of {date:yyyy-MM-dd}"));
        }
    }

    private string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(CanonicalJson.Serialize(Request));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', Instruments.Ids.ToArray())));
        foreach (var date in Panel.Dates.AsSpan(0, KnownDays))
            hash.AppendData(BitConverter.GetBytes(date.DayNumber));
        for (var day = 0; day < KnownDays; day++)
            hash.AppendData(MemoryMarshal.AsBytes(Panel.Row(day)));
        hash.AppendData(MemoryMarshal.AsBytes(_days.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
