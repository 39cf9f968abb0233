using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Encoders.Projection;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>
/// The descriptor φ that instruments and scenarios share: how much each stability component has changed against the year before, and what
/// is lost, laid out by market, sector and soft-target class (<see cref="DescriptorLayout"/>; sheet B §9.3-2, sheet A §6.8-3). Fitted scales are
/// walk-forward; a descriptor of session t depends on rows ≤ t.
/// </summary>
/// <remarks>
/// A name speaks for the book that holds it alone: its own changes stand in the market's slot, its sector's and its class', its loss is what
/// a month of its volatility costs (in the market's slot the co-moving part of it). A scenario's slots hold the mean over the names of the market,
/// of the sector, of the class. So the product of the two is large where the scenario breaks what the book holds, and where what the book has
/// just been through looks like it.
/// </remarks>
public sealed class ScenarioDescriptor
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members;

    public const string ModelId = "scenario-descriptor-v1";

    private const int Loss = ComponentLevels.Count;

    /// <summary>Columns of one unit of work: whole cache lines, few enough for a window to stay close to the processor.</summary>
    private const int BlockColumns = 16;

    private static readonly double ChangeScale = 1 / Math.Sqrt(ComponentLevels.Count);

    private readonly double[][] _levels;
    private readonly int[] _sectorOffsets;
    private readonly DescriptorScales _scales;

    private ScenarioDescriptor(Market market, ScenarioDescriptorOptions options, StabilityState stability, double[][] levels)
    {
        (Market, Options, Stability, _levels) = (market, options, stability, levels);
        _sectorOffsets = [.. market.Sectors.Names.Select(DescriptorLayout.Sector)];
        _scales = DescriptorScales.Fit(market, options, Moves);
    }

    public Market Market { get; }

    public ScenarioDescriptorOptions Options { get; }

    /// <summary>The classes that address the slots.</summary>
    public StabilityState Stability { get; }

    /// <param name="market">Total returns, sectors and funds are read.</param>
    /// <param name="options">Windows and scales.</param>
    /// <param name="workers">Threads; no result depends on it.</param>
    /// <param name="cancellation">Checked between blocks of instruments.</param>
    public static ScenarioDescriptor Fit(Market market, ScenarioDescriptorOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var returns = market.TotalReturns;
        var average = PriceFeatures.EqualWeightReturns(returns.Simple, market.Funds);
        var silent = ComponentLevels.Silent(average);
        var whole = new ReturnWindow(returns.Simple, returns.Log, returns.LogIndex, average);
        var cells = returns.Simple.Sessions * returns.Simple.Columns;
        var levels = Enumerable.Range(0, ComponentLevels.Count).Select(_ => GC.AllocateUninitializedArray<double>(cells)).ToArray();
        var columns = returns.Simple.Columns;
        Parallel.For(
            0,
            (columns + BlockColumns - 1) / BlockColumns,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            block =>
            {
                var region = PanelRegion.ColumnsOf(returns.Simple, block * BlockColumns, Math.Min(columns, (block + 1) * BlockColumns));
                ComponentLevels.Compute(whole, average, silent, options.Stability, region, levels);
            });
        return new ScenarioDescriptor(market, options, StabilityEngine.Compute(market, options.Stability, workers, cancellation), levels);
    }

    /// <summary>The session whose fit serves a session; null before the first fit, when nothing has a descriptor.</summary>
    public int? ServedFrom(int session) => _scales.At(session)?.Since;

    /// <summary>
    /// The descriptors of all names at a session, each the one-name book's, of unit length. Returns which names have one; the rows of others are 0.
    /// </summary>
    /// <param name="vectors">[instruments × <see cref="DescriptorLayout.Dimensions"/>].</param>
    public bool[] EncodeNames(int session, Span<float> vectors)
    {
        var columns = Market.Instruments.Count;
        RequireRoom(vectors.Length, columns);
        var present = new bool[columns];
        vectors.Clear();
        if (_scales.At(session) is not { } fit)
            return present;
        var moves = Moves(session);
        Span<double> slot = stackalloc double[DescriptorLayout.SlotWidth];
        var vector = new double[DescriptorLayout.Dimensions];
        for (var i = 0; i < columns; i++)
        {
            var volatility = _levels[ComponentLevels.Volatility][(session * columns) + i];
            moves[Loss][i] = volatility * Math.Sqrt(Options.RecentSessions);
            present[i] = Scaled(moves, i, fit.Scales, 1, slot);
            if (!present[i])
                continue;
            Array.Clear(vector);
            Add(vector, DescriptorLayout.Market, slot, Options.MarketScale, Math.Sqrt(_levels[ComponentLevels.CoMovement][(session * columns) + i]));
            Add(vector, SectorOffset(session, i), slot, 1, 1);
            Add(vector, DescriptorLayout.Class(Stability.Class[session, i]), slot, Options.ClassScale, 1);
            UnitLength.Make(vector);
            Write(vector, vectors.Slice(i * vector.Length, vector.Length));
        }

        return present;
    }

    /// <summary>The names of a set with its paths, ready to be encoded one after the other; from several threads too.</summary>
    /// <param name="session">The last session of the names' own history.</param>
    public PathEncoding Append(ScenarioSet set, int session) => new(this, new AppendedPaths(Market, set, session, Options.StaleSessions), HistoryMeans(session), _scales.At(session)?.Scales);

    /// <summary>Offset of the slot of a name's sector as known on a session; −1 for a name without one.</summary>
    internal int SectorOffset(int session, int column)
        => Market.Sectors.Codes[session, column] is var code && code == CodePanel.None ? -1 : _sectorOffsets[code];

    /// <summary>Changes of the components against the history that ended <c>RecentSessions</c> ago, and the loss since then.</summary>
    private double[][] Moves(int session)
    {
        var columns = Market.Instruments.Count;
        var before = session - Options.RecentSessions;
        var moves = Enumerable.Range(0, DescriptorLayout.SlotWidth).Select(_ => new double[columns]).ToArray();
        if (before < 0)
        {
            Array.ForEach(moves, m => Array.Fill(m, double.NaN));
            return moves;
        }

        var means = HistoryMeans(before);
        for (var part = 0; part < ComponentLevels.Count; part++)
        {
            for (var i = 0; i < columns; i++)
                moves[part][i] = _levels[part][(session * columns) + i] - means[part][i];
        }

        var index = Market.TotalReturns.LogIndex;
        for (var i = 0; i < columns; i++)
            moves[Loss][i] = 0 - ScalarMath.ExpMinusOne(index[session, i] - index[before, i]);
        return moves;
    }

    /// <summary>Mean of each component over the history that ends with a session; NaN where too little of it was observed.</summary>
    private double[][] HistoryMeans(int session)
    {
        var columns = Market.Instruments.Count;
        var first = Math.Max(0, session - Options.HistorySessions + 1);
        var means = new double[ComponentLevels.Count][];
        for (var part = 0; part < means.Length; part++)
        {
            var (sums, counts) = (new double[columns], new double[columns]);
            for (var t = first; t <= session; t++)
                ObservedSum.Add(_levels[part].AsSpan(t * columns, columns), sums, counts);
            for (var i = 0; i < columns; i++)
                sums[i] = counts[i] >= Options.MinimumHistory ? sums[i] / counts[i] : double.NaN;
            means[part] = sums;
        }

        return means;
    }

    /// <summary>One name's moves in training scales, clipped and weighted; false where one is not observed.</summary>
    /// <param name="lossScale">Multiplies the training scale of the loss.</param>
    internal bool Scaled(double[][] moves, int name, double[] scales, double lossScale, Span<double> slot)
    {
        for (var part = 0; part < slot.Length; part++)
        {
            if (double.IsNaN(moves[part][name]))
                return false;
            var scale = part == Loss ? scales[part] * lossScale : scales[part];
            var least = part == Loss ? -Options.Clip : -Options.ImprovementClip;
            var clipped = scale > 0 ? Math.Clamp(moves[part][name] / scale, least, Options.Clip) : 0;
            slot[part] = clipped * (part == Loss ? Options.LossScale : ChangeScale);
        }

        return true;
    }

    /// <summary>Adds a slot's numbers at an offset; an offset below 0 is no slot.</summary>
    internal static void Add(Span<double> vector, int offset, ReadOnlySpan<double> slot, double scale, double lossScale)
    {
        if (offset < 0)
            return;
        for (var part = 0; part < slot.Length; part++)
            vector[offset + part] += scale * (part == Loss ? lossScale * slot[part] : slot[part]);
    }

    internal static void Write(ReadOnlySpan<double> vector, Span<float> stored)
    {
        for (var k = 0; k < vector.Length; k++)
            stored[k] = (float)(vector[k] + 0.0); // −0 is stored as 0
    }

    internal static void RequireRoom(int length, int rows)
    {
        if (length != rows * DescriptorLayout.Dimensions)
            throw new ModelError($"{rows} descriptors need {rows * DescriptorLayout.Dimensions} numbers, found {length}");
    }
}

/// <summary>Constants of the scenario descriptor φ.</summary>
public sealed record ScenarioDescriptorOptions : IConsistentOptions
{
    public static ScenarioDescriptorOptions Default { get; } = new();

    /// <summary>The window the components are taken from, and the cuts of the classes.</summary>
    public StabilityOptions Stability { get; init; } = StabilityOptions.Default;

    /// <summary>Sessions of a name's state that count as what happened to it; a scenario's path counts whole. What lies before is its own history.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int RecentSessions { get; init; } = 21;

    /// <summary>Sessions of the history that the components are held against.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int HistorySessions { get; init; } = 252;

    /// <summary>Fewer observed components in the history mean no descriptor.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int MinimumHistory { get; init; } = 126;

    /// <summary>Sessions between the last training row of a scale and the first session it serves.</summary>
    [Range(0, 2520, Unit = "sessions")]
    public int EmbargoSessions { get; init; } = 21;

    /// <summary>Fewer training values mean no scale.</summary>
    [Range(1, 1e6)]
    public int MinimumTrainingValues { get; init; } = 30;

    /// <summary>Every so many sessions, counted from the first, are a training row.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int TrainingStride { get; init; } = 5;

    /// <summary>Largest worsening, and largest absolute loss, in training scales.</summary>
    [Range(0.1, 100, Unit = "training scales")]
    public double Clip { get; init; } = 5;

    /// <summary>
    /// Largest improvement, in training scales: a name that is calm after a storm has not become the storm's opposite, it may break again.
    /// </summary>
    [Range(0.1, 100, Unit = "training scales")]
    public double ImprovementClip { get; init; } = 1;

    /// <summary>Factor of the loss; the changes of the five components together have 1. What is lost counts more than how it feels.</summary>
    [Range(0, 100)]
    public double LossScale { get; init; } = 2;

    /// <summary>A name without a close for more sessions than this is in no path that begins now.</summary>
    [Range(0, 2520, Unit = "sessions")]
    public int StaleSessions { get; init; } = 5;

    /// <summary>The constant beside a scenario's slots: about what a hard month does to one sector.</summary>
    [Range(0, 100)]
    public double Depth { get; init; } = 6;

    /// <summary>Factor of the market's slot; those of sectors have 1. All scenarios share the market, few break a given sector.</summary>
    [Range(0, 10)]
    public double MarketScale { get; init; } = 0.5;

    /// <summary>Factor of the slots of classes: coarser addresses than sectors.</summary>
    [Range(0, 10)]
    public double ClassScale { get; init; } = 0.25;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (MinimumHistory > HistorySessions)
            yield return (nameof(MinimumHistory), FormattableString.Invariant($"must be at most history_sessions {HistorySessions}, found {MinimumHistory}"));
    }
}
