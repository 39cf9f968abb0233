namespace Prometheus.Core.Options;

/// <summary>An option that follows from something else the user says. Whoever names it is told what to say instead, since it would be overridden.</summary>
/// <param name="instead">What it follows from, as the end of a sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DerivedAttribute(string instead) : Attribute
{
    public string Instead { get; } = instead;
}
