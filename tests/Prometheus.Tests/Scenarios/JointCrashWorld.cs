using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Joint;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Joint;
using Prometheus.Scenarios;

namespace Prometheus.Tests.Scenarios;

/// <summary>The names, books and scenarios of a crash world in the joint space, as the workflows place them.</summary>
internal sealed class JointCrashWorld
{
    private readonly BranchConcatenation _space = JointSpaces.StabFragility.Concatenation();
    private readonly ScenarioDescriptor _descriptor;
    private readonly NumericState _numeric;
    private readonly EntitySeries _instruments;

    public JointCrashWorld(string seed)
    {
        Market = CrashWorld.Build(seed);
        Set = CrashWorld.Paths(Market);
        _descriptor = ScenarioDescriptor.Fit(Market, ScenarioDescriptorOptions.Default, 2);
        _numeric = NumericEngine.Fit(Market, NumericModel.Stability, NumericOptions.Default, 2);
        _instruments = MarketEntities.Of(Market).Instruments;
        var encoding = _descriptor.Append(Set, Market.Sessions.Count - 1);
        var paths = NumericPaths.Fit(Market, encoding.Paths, NumericModel.Stability, NumericOptions.Default, 2);
        Scenarios = [.. Enumerable.Range(0, Set.Paths).Select(path =>
        {
            var vector = new float[DescriptorLayout.Dimensions];
            encoding.Encode(path, vector);
            var joined = _space.Join([paths.Encode(path).Vector, vector])!;
            return new EmbeddedScenario(path.ToString(CultureInfo.InvariantCulture), Set.DateOf(path, CrashWorld.Horizon - 1), joined.Vector, joined.Mask);
        })];
    }

    public Market Market { get; }

    public ScenarioSet Set { get; }

    public EmbeddedScenario[] Scenarios { get; }

    /// <summary>All names of a sector in equal parts.</summary>
    public (BookVector Vector, string[] Ids, double[] Weights) Book(int session, int sector)
    {
        var names = new float[Market.Instruments.Count * DescriptorLayout.Dimensions];
        _descriptor.EncodeNames(session, names);
        var numeric = NumericEngine.Encode(_numeric, _instruments, session, session + 1, 2);
        var ids = Enumerable.Range(sector * CrashWorld.NamesPerSector, CrashWorld.NamesPerSector).Select(c => Market.Instruments[c]).ToArray();
        var weights = Enumerable.Repeat(1.0 / ids.Length, ids.Length).ToArray();
        var vector = BookVector.Of(ids, weights, id =>
        {
            var column = Market.Instruments.IndexOf(id);
            var joined = _space.Join([numeric.Vector(session, column).ToArray(), names.AsSpan(column * DescriptorLayout.Dimensions, DescriptorLayout.Dimensions).ToArray()])!;
            return new JointVector("INSTRUMENT:" + id, Market.Sessions[session], joined.Vector, joined.Mask, joined.Coverage, "{}");
        });
        return (vector!, ids, weights);
    }
}
