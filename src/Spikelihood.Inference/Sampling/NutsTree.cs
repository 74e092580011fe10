using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Sampling;

/// <summary>A piece of a trajectory, from the end that was reached first to the end that was reached last.</summary>
/// <param name="First">The end nearest to what was there before.</param>
/// <param name="Last">The outer end.</param>
/// <param name="Proposal">A point drawn from the piece.</param>
/// <param name="MomentumSum">ρ, the sum of the momenta of all its points.</param>
/// <param name="LogWeight">The logarithm of the sum of exp(H_0 - H) over its points.</param>
internal sealed record NutsTree(PhasePoint First, PhasePoint Last, PhasePoint Proposal, double[] MomentumSum, double LogWeight)
{
    /// <summary>The same points, seen from the other end.</summary>
    public NutsTree Reversed => this with { First = Last, Last = First };

    /// <summary>A piece of one point.</summary>
    public static NutsTree Of(PhasePoint point, double startEnergy) => new(point, point, point, point.Momentum, startEnergy - point.Energy);

    /// <summary>This piece continued by <paramref name="outer"/>, with a proposal chosen by the caller.</summary>
    public NutsTree Joined(NutsTree outer, PhasePoint proposal) =>
        new(First, outer.Last, proposal, Sum(MomentumSum, outer.MomentumSum), LogSum.Of([LogWeight, outer.LogWeight]));

    /// <summary>
    /// Whether this piece continued by <paramref name="outer"/> still moves away at both ends (Betancourt 2017, appendix A.4.2), over the
    /// whole and over each half with the first point of the other, without which a half that fits a period goes unseen.
    /// </summary>
    public bool GoesOn(NutsTree outer) =>
        MovesApart(First, outer.Last, Sum(MomentumSum, outer.MomentumSum))
        && MovesApart(First, outer.First, Sum(MomentumSum, outer.First.Momentum))
        && MovesApart(Last, outer.Last, Sum(outer.MomentumSum, Last.Momentum));

    private static bool MovesApart(PhasePoint one, PhasePoint other, double[] momentumSum) =>
        VectorArithmetic.Dot(one.Velocity, momentumSum) > 0 && VectorArithmetic.Dot(other.Velocity, momentumSum) > 0;

    private static double[] Sum(double[] a, double[] b)
    {
        var sum = (double[])a.Clone();
        VectorArithmetic.AddScaled(sum, 1, b);
        return sum;
    }
}
