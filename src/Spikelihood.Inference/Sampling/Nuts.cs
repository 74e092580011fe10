using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// The No-U-Turn sampler (Hoffman and Gelman 2014) in its multinomial form (Betancourt 2017): the trajectory doubles to a random side until
/// it turns back, and the next state is drawn from its points with weights exp(-H), later halves preferred. A point whose energy
/// exceeds the first by more than <see cref="LargestEnergyError"/>, or is not a number, is a divergence and ends the trajectory.
/// </summary>
public sealed class Nuts : ITransition
{
    /// <summary>Nats by which the energy may rise along a trajectory.</summary>
    public const double LargestEnergyError = 1000;

    private readonly Leapfrog _leapfrog;
    private readonly double _stepSize;
    private readonly int _maximumDepth;

    /// <summary>NUTS of one density, metric and step size.</summary>
    /// <param name="density">What is left invariant.</param>
    /// <param name="metric">The metric; its units are those in which <paramref name="stepSize"/> is counted.</param>
    /// <param name="stepSize">ε, positive.</param>
    /// <param name="maximumDepth">The trajectory doubles at most so often.</param>
    public Nuts(ILogDensity density, IMetric metric, double stepSize, int maximumDepth = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumDepth);
        _leapfrog = new Leapfrog(density, metric);
        _stepSize = stepSize;
        _maximumDepth = maximumDepth;
    }

    /// <inheritdoc/>
    public (ChainState State, TransitionInfo Info) Step(ref Rng rng, in ChainState state)
    {
        var start = _leapfrog.Begin(state, ref rng);
        var tally = new Tally(start.Energy);
        var tree = NutsTree.Of(start, start.Energy);
        var depth = 0;
        var endsForward = true;
        while (depth < _maximumDepth)
        {
            var forward = rng.NextDouble() < 0.5;
            // The near end of what is there becomes its last, so that the new half continues it whichever way it goes.
            var inner = forward == endsForward ? tree : tree.Reversed;
            endsForward = forward;
            var outer = Grow(ref rng, inner.Last, forward ? _stepSize : -_stepSize, depth, tally);
            if (outer is null)
            {
                break;
            }

            depth++;
            var goesOn = inner.GoesOn(outer);
            var moves = rng.NextDouble() < Math.Exp(outer.LogWeight - inner.LogWeight);
            tree = inner.Joined(outer, moves ? outer.Proposal : inner.Proposal);
            if (!goesOn)
            {
                break;
            }
        }

        var chosen = tree.Proposal;
        return (chosen.State, new(tally.Acceptance, _stepSize, depth, tally.Steps, tally.Diverged, chosen.Energy));
    }

    /// <summary>2^depth points beyond <paramref name="from"/>, or null when they diverge or turn back among themselves.</summary>
    private NutsTree? Grow(ref Rng rng, PhasePoint from, double step, int depth, Tally tally)
    {
        if (depth == 0)
        {
            var point = _leapfrog.Move(from, step);
            return tally.Admits(point) ? NutsTree.Of(point, tally.StartEnergy) : null;
        }

        if (Grow(ref rng, from, step, depth - 1, tally) is not { } inner
            || Grow(ref rng, inner.Last, step, depth - 1, tally) is not { } outer
            || !inner.GoesOn(outer))
        {
            return null;
        }

        var joined = inner.Joined(outer, inner.Proposal);
        return rng.NextDouble() < Math.Exp(outer.LogWeight - joined.LogWeight) ? joined with { Proposal = outer.Proposal } : joined;
    }

    /// <summary>What a trajectory has met so far.</summary>
    private sealed class Tally(double startEnergy)
    {
        private double _acceptanceSum;

        public double StartEnergy { get; } = startEnergy;

        public int Steps { get; private set; }

        public bool Diverged { get; private set; }

        public double Acceptance => Steps == 0 ? 0 : _acceptanceSum / Steps;

        public bool Admits(PhasePoint point)
        {
            Steps++;
            var error = point.Energy - StartEnergy;
            _acceptanceSum += Math.Min(1, Math.Exp(-error));
            Diverged = !(error <= LargestEnergyError);
            return !Diverged;
        }
    }
}
