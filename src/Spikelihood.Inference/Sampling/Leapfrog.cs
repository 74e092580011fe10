using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// Hamilton's equations by leapfrog steps: p += ε/2 ∇log π(x), x += ε M⁻¹p, p += ε/2 ∇log π(x). Reversible, volume-preserving, energy
/// error of second order in ε (Neal 2011, section 2.3); one gradient a step.
/// </summary>
internal sealed class Leapfrog(ILogDensity density, IMetric metric)
{
    /// <summary>A state with a fresh momentum.</summary>
    public PhasePoint Begin(in ChainState state, ref Rng rng)
    {
        var momentum = new double[metric.Dimension];
        metric.DrawMomentum(ref rng, momentum);
        return At([.. state.Position], state.LogDensity, [.. state.Gradient], momentum);
    }

    /// <summary>One step; a negative <paramref name="step"/> goes back in time.</summary>
    public PhasePoint Move(PhasePoint point, double step)
    {
        var momentum = (double[])point.Momentum.Clone();
        VectorArithmetic.AddScaled(momentum, step / 2, point.Gradient);
        var velocity = new double[metric.Dimension];
        metric.Velocity(momentum, velocity);
        var position = (double[])point.Position.Clone();
        VectorArithmetic.AddScaled(position, step, velocity);
        var gradient = new double[metric.Dimension];
        // A density need not answer at a place that is none, and what it would answer cannot be used.
        var value = VectorArithmetic.AllFinite(position) ? density.Evaluate(position, gradient) : double.NegativeInfinity;
        VectorArithmetic.AddScaled(momentum, step / 2, gradient);
        return At(position, value, gradient, momentum);
    }

    private PhasePoint At(double[] position, double value, double[] gradient, double[] momentum)
    {
        var velocity = new double[metric.Dimension];
        metric.Velocity(momentum, velocity);
        return new PhasePoint(position, value, gradient, momentum, velocity);
    }
}
