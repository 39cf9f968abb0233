namespace Prometheus.Opinions.Lambda;

/// <summary>One term of a fitted forecast: coefficient × form of the standardised feature.</summary>
/// <param name="Feature">What it looks at.</param>
/// <param name="Form">The standardised value, its square, or whether it is missing.</param>
/// <param name="Mean">Training mean of the feature.</param>
/// <param name="Scale">Training standard deviation of the feature.</param>
/// <param name="Coefficient">Of the standardised value; 0 where the terms before explain this one entirely.</param>
/// <param name="IsRedundant">True where it was left out for that reason.</param>
public sealed record LambdaTerm(LambdaFeature Feature, TermForm Form, double Mean, double Scale, double Coefficient, bool IsRedundant)
{
    /// <summary>The term of a feature's value before its coefficient. A missing value counts as the training mean.</summary>
    internal double ValueOf(double feature)
    {
        var z = double.IsNaN(feature) ? 0 : (feature - Mean) / Scale;
        return Form switch
        {
            TermForm.Linear => z,
            TermForm.Square => z * z,
            _ => double.IsNaN(feature) ? 1 : 0,
        };
    }
}
