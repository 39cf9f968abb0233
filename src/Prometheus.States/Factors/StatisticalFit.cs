namespace Prometheus.States.Factors;

/// <summary>Statistical factors as fitted before the sessions they hold for: nothing in them knows those sessions.</summary>
/// <param name="FirstSession">First session they hold for; the fit looked at the window that ends the session before.</param>
/// <param name="LastSession">Last one, within the loaded market.</param>
/// <param name="Weights">[factors][instruments] what one unit of the factor holds of each name's residual; 0 where not fitted, Σ|w| = 1.</param>
/// <param name="Exposures">[factors][instruments] slope of the name's residual on the factor over the window; NaN where too few observed.</param>
public sealed record StatisticalFit(int FirstSession, int LastSession, double[][] Weights, double[][] Exposures);
