namespace Prometheus.Encoders.Text;

/// <summary>A run of letters and digits in a text.</summary>
public readonly record struct TextToken(int Start, int Length)
{
    public int End => Start + Length;
}
