namespace Prometheus.Jobs;

/// <summary>
/// One piece of long work, small enough to be done in one transaction and to be sent elsewhere: it says what to do, never how. Two units of a
/// job own disjoint rows.
/// </summary>
/// <param name="Kind">What is done, for example <c>stability</c>.</param>
/// <param name="Range">Which dates, for example <c>2010-01-04..2010-12-31</c>.</param>
/// <param name="Block">Which part of the names, for example <c>US_EQ</c>.</param>
/// <param name="OptionsHash">Hash of the options; other options are other rows.</param>
/// <param name="InputsDigest">Digest of everything the unit reads; while it stays the same, a finished unit need not be done again.</param>
public sealed record JobUnit(string Kind, string Range, string Block, string OptionsHash, string InputsDigest)
{
    /// <summary>Names the unit within its job; the inputs are not part of it.</summary>
    public string Key => $"{Kind}|{Range}|{Block}|{OptionsHash}";
}
