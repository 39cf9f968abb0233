using Prometheus.Core.Markets;

namespace Prometheus.States.Declarations;

/// <summary>
/// A state that its command's workflow makes piece by piece, of chosen names and dates: no resolver computes it whole. Its declaration says the rest.
/// </summary>
public sealed class PiecewiseDefinition : StateDefinition
{
    /// <summary>What it reads of the market itself; what the states it needs read comes on top. Null where it is made of stored rows alone.</summary>
    public MarketReads? Reads { get; init; }

    /// <summary>The states computed on the way to it; those it reads as stored rows are among <see cref="StateDefinition.StoredReads"/>.</summary>
    public IReadOnlyList<StateRequest> Needs { get; init; } = [];

    public override IReadOnlyList<string> ColumnNames => [];

    public override StateRequest Usual => new PiecewiseRequest(this);
}

/// <summary>What a piecewise state asks for.</summary>
internal sealed record PiecewiseRequest(PiecewiseDefinition Piecewise) : StateRequest
{
    public override StateDefinition Definition => Piecewise;

    public override MarketReads OwnReads => Piecewise.Reads ?? MarketReads.TotalReturns;

    public override IReadOnlyList<StateRequest> Needs => Piecewise.Needs;

    internal override IReadOnlyList<object> Compute(StateReader reader, IReadOnlyList<StateRequest> alike)
        => throw new InvalidOperationException($"{Definition.Kind} is made by {Definition.Command}, not by a resolver");
}
