using System.Runtime.InteropServices;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Sampling;

/// <summary>A point of a trajectory; its arrays are never written after construction.</summary>
internal sealed class PhasePoint
{
    public PhasePoint(double[] position, double logDensity, double[] gradient, double[] momentum, double[] velocity)
    {
        Position = position;
        LogDensity = logDensity;
        Gradient = gradient;
        Momentum = momentum;
        Velocity = velocity;
        var energy = 0.5 * VectorArithmetic.Dot(momentum, velocity) - logDensity;
        Energy = !double.IsFinite(energy) || !VectorArithmetic.AllFinite(gradient) ? double.PositiveInfinity : energy;
    }

    public double[] Position { get; }

    public double LogDensity { get; }

    public double[] Gradient { get; }

    public double[] Momentum { get; }

    /// <summary>M⁻¹p.</summary>
    public double[] Velocity { get; }

    /// <summary>H = -log density + pᵀM⁻¹p / 2; positive infinity where the density or its gradient is not finite.</summary>
    public double Energy { get; }

    public ChainState State => new(
        ImmutableCollectionsMarshal.AsImmutableArray(Position), LogDensity, ImmutableCollectionsMarshal.AsImmutableArray(Gradient));
}
