using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Evidence;

/// <summary>Independent draws of a proposal with the target's density there.</summary>
/// <param name="Positions">The draws.</param>
/// <param name="LogProposals">The proposal's log density at each.</param>
/// <param name="LogDensities">The target's at each; minus infinity outside the region and where it is not finite.</param>
/// <param name="Evaluations">Evaluations of the target: the draws inside the region.</param>
internal sealed record EvaluatedDraws(
    ImmutableArray<ImmutableArray<double>> Positions, ImmutableArray<double> LogProposals, ImmutableArray<double> LogDensities, int Evaluations)
{
    public static EvaluatedDraws Take(
        ILogDensity target, INormalisedDensity proposal, int count, ref Rng rng, Region? region, Workers workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(proposal);
        ArgumentNullException.ThrowIfNull(workers);
        var positions = new double[count][];
        double[] proposals = new double[count], densities = new double[count];
        var inside = new bool[count];

        // Drawing is cheap and goes in order; only the target is evaluated side by side.
        var gradient = new double[proposal.Dimension];
        for (var draw = 0; draw < count; draw++)
        {
            positions[draw] = new double[proposal.Dimension];
            proposal.DrawAt((draw + rng.NextDouble()) / count, ref rng, positions[draw]);
            proposals[draw] = proposal.Evaluate(positions[draw], gradient);
            inside[draw] = region?.Invoke(positions[draw]) ?? true;
        }

        workers.Run(
            count,
            (draw, _) =>
            {
                var value = inside[draw] ? target.Evaluate(positions[draw], new double[positions[draw].Length]) : double.NegativeInfinity;
                densities[draw] = double.IsFinite(value) ? value : double.NegativeInfinity;
            },
            cancellation);
        return new EvaluatedDraws(
            [.. positions.Select(ImmutableArray.Create)], ImmutableArray.Create(proposals), ImmutableArray.Create(densities), inside.Count(own => own));
    }
}
