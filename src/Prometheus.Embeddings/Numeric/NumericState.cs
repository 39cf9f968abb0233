namespace Prometheus.Embeddings.Numeric;

/// <summary>The fits of one model on one market, ascending. A flat encoder has none and needs none.</summary>
public sealed record NumericState(NumericModel Model, NumericOptions Options, IReadOnlyList<NumericFit> Fits)
{
    public string ModelId => NumericModels.IdOf(Model, Options);

    /// <summary>The fit that serves a session; null before the first.</summary>
    public NumericFit? FitAt(int session)
    {
        NumericFit? serving = null;
        foreach (var fit in Fits)
            serving = fit.FirstSession <= session ? fit : serving;
        return serving;
    }
}
