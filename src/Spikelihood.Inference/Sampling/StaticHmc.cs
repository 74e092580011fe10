using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// Hamiltonian Monte Carlo with trajectories of a given length (Duane et al. 1987; Neal 2011). Each length is drawn anew from
/// (1 ± <see cref="Jitter"/>) times the given one, against periods that would never mix, and walked in equal steps of at most the step size.
/// </summary>
public sealed class StaticHmc : ITransition
{
    /// <summary>The share by which the length of a trajectory varies.</summary>
    public const double Jitter = 0.2;

    private readonly Leapfrog _leapfrog;
    private readonly double _stepSize;
    private readonly double _length;

    /// <summary>HMC of one density, metric, step size and length.</summary>
    /// <param name="density">What is left invariant.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="stepSize">The largest step, in units of the metric.</param>
    /// <param name="length">The mean length of a trajectory, in units of the metric; π/2 is a quarter of a period of a normal density.</param>
    public StaticHmc(ILogDensity density, IMetric metric, double stepSize, double length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _leapfrog = new Leapfrog(density, metric);
        _stepSize = stepSize;
        _length = length;
    }

    /// <inheritdoc/>
    public (ChainState State, TransitionInfo Info) Step(ref Rng rng, in ChainState state)
    {
        var start = _leapfrog.Begin(state, ref rng);
        var length = _length * (1 + Jitter * (2 * rng.NextDouble() - 1));
        var steps = (int)Math.Max(1, Math.Ceiling(length / _stepSize));
        var point = start;
        var taken = 0;
        var diverged = false;
        while (taken < steps && !diverged)
        {
            point = _leapfrog.Move(point, length / steps);
            taken++;
            diverged = !(point.Energy - start.Energy <= Nuts.LargestEnergyError);
        }

        var acceptance = diverged ? 0 : Math.Min(1, Math.Exp(start.Energy - point.Energy));
        var chosen = rng.NextDouble() < acceptance ? point : start;
        return (chosen.State, new(acceptance, length / steps, 0, taken, diverged, chosen.Energy));
    }
}
