using Prometheus.Core.Panels;

namespace Prometheus.States.Fragility;

/// <summary>The arrays a fragility state is written into, each [sessions × columns]; every cell is written once.</summary>
internal sealed class FragilityBuffers(int sessions, int columns)
{
    private readonly double[] _score = GC.AllocateUninitializedArray<double>(sessions * columns);
    private readonly double[] _coverage = GC.AllocateUninitializedArray<double>(sessions * columns);
    private readonly double[] _soft = GC.AllocateUninitializedArray<double>(sessions * columns);
    private readonly double[] _scenario = GC.AllocateUninitializedArray<double>(sessions * columns);
    private readonly byte[] _class = GC.AllocateUninitializedArray<byte>(sessions * columns);

    /// <param name="session">Row to fill; rows may be filled in any order.</param>
    /// <param name="index">Soft-target index of each column, 0 … 100.</param>
    /// <param name="losses">Scenario component of each column, 0 … 1; empty where no set was known.</param>
    /// <param name="options">Weights.</param>
    /// <param name="cuts">Cuts of the session.</param>
    public void Fill(int session, ReadOnlySpan<double> index, ReadOnlySpan<double> losses, FragilityOptions options, FragilityCuts cuts)
    {
        var total = options.SoftTargetWeight + options.ScenarioWeight;
        var row = session * columns;
        for (var i = 0; i < columns; i++)
        {
            var soft = index[i] / 100;
            var scenario = losses.IsEmpty ? double.NaN : losses[i];
            var softWeight = double.IsNaN(soft) ? 0 : options.SoftTargetWeight;
            var scenarioWeight = double.IsNaN(scenario) ? 0 : options.ScenarioWeight;
            var present = softWeight + scenarioWeight;
            var sum = (softWeight > 0 ? softWeight * soft : 0) + (scenarioWeight > 0 ? scenarioWeight * scenario : 0);
            _score[row + i] = present > 0 ? sum / present : double.NaN;
            _coverage[row + i] = present / total;
            _soft[row + i] = soft;
            _scenario[row + i] = scenario;
            _class[row + i] = cuts.CodeOf(_score[row + i]);
        }
    }

    public FragilityState ToState(FragilityOptions options, string? regimeModelId, ScenarioLosses? scenarios) => new(
        options,
        regimeModelId,
        scenarios,
        Adopt(_score),
        CodePanel.Adopt(_class, sessions, columns),
        Adopt(_coverage),
        Adopt(_soft),
        Adopt(_scenario));

    private Panel Adopt(double[] values) => Panel.Adopt(values, sessions, columns);
}
