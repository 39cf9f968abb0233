using Prometheus.Core.Panels;

namespace Prometheus.Engines.Stability;

/// <summary>The arrays a stability state is written into, each [sessions × columns].</summary>
internal sealed class StabilityBuffers(int sessions, int columns)
{
    private readonly double[] _index = new double[sessions * columns];
    private readonly double[] _volatilityScore = new double[sessions * columns];
    private readonly double[] _drawdownScore = new double[sessions * columns];
    private readonly double[] _trendScore = new double[sessions * columns];
    private readonly double[] _sigma = new double[sessions * columns];
    private readonly double[] _drawdown = new double[sessions * columns];
    private readonly double[] _trend = new double[sessions * columns];
    private readonly byte[] _class = new byte[sessions * columns];

    public void Set(int cell, double sigma, double drawdown, double trend, in StabilityScore scores)
    {
        _index[cell] = scores.Index;
        _volatilityScore[cell] = scores.Volatility;
        _drawdownScore[cell] = scores.Drawdown;
        _trendScore[cell] = scores.Trend;
        _sigma[cell] = sigma;
        _drawdown[cell] = drawdown;
        _trend[cell] = trend;
        _class[cell] = (byte)scores.Class;
    }

    public void SetAbsent(int cell)
    {
        _index[cell] = double.NaN;
        _volatilityScore[cell] = double.NaN;
        _drawdownScore[cell] = double.NaN;
        _trendScore[cell] = double.NaN;
        _sigma[cell] = double.NaN;
        _drawdown[cell] = double.NaN;
        _trend[cell] = double.NaN;
        _class[cell] = CodePanel.None;
    }

    public StabilityState ToState(StabilityOptions options) => new(
        options,
        Adopt(_index),
        Adopt(_volatilityScore),
        Adopt(_drawdownScore),
        Adopt(_trendScore),
        Adopt(_sigma),
        Adopt(_drawdown),
        Adopt(_trend),
        CodePanel.Adopt(_class, sessions, columns));

    private Panel Adopt(double[] values) => Panel.Adopt(values, sessions, columns);
}
