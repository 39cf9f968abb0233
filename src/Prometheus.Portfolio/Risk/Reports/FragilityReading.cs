namespace Prometheus.Portfolio.Risk.Reports;

/// <summary>How fragile the names of a book are. Weights are |w|, fractions of equity.</summary>
/// <param name="WeightTotal">Weight of the names whose fragility class is above NONE.</param>
/// <param name="WeightFraction">The same over the weight that has a measure; NaN where none has.</param>
/// <param name="ScoreWeightedMean">Weighted mean score, 0 … 1; NaN where no name has a measure.</param>
/// <param name="ScoreMaximum">The worst score; NaN where no name has a measure.</param>
/// <param name="NamesWithMeasure">Names of the book with a score.</param>
/// <param name="WeightByClass">Weight of each class that occurs, by stored name in ordinal order.</param>
public sealed record FragilityReading(
    double WeightTotal,
    double WeightFraction,
    double ScoreWeightedMean,
    double ScoreMaximum,
    int NamesWithMeasure,
    SortedDictionary<string, double> WeightByClass);
