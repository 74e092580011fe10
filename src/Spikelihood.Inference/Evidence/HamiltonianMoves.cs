using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Evidence;

/// <summary>
/// Hamiltonian moves of particles at one temperature (Duane et al. 1987; Neal 2011), in the coordinates in which the covariance of the particles is the
/// identity. Every mode has its own covariance and step size; a move that would end in another mode's part of space is refused, for seen from there it would
/// have been another move.
/// </summary>
/// <param name="target">The density.</param>
/// <param name="start">Where the temperature is 0.</param>
/// <param name="modes">Divides space; null for one part.</param>
/// <param name="trajectoryLength">Mean length of a trajectory.</param>
internal sealed class HamiltonianMoves(ILogDensity target, INormalisedDensity start, NearestMode? modes, double trajectoryLength)
{
    private const double Jitter = 0.25, Hopeless = 1000;

    /// <summary>A trajectory is cut short rather than take more steps than this.</summary>
    private const int MostSteps = 64;

    /// <summary>Moves one particle.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="temperature">β.</param>
    /// <param name="metric">The covariance of the particles of its mode.</param>
    /// <param name="stepSize">The longest step allowed.</param>
    /// <param name="rng">The random stream of this move.</param>
    public ParticleMove Move(Particle from, double temperature, CholeskyFactor metric, double stepSize, ref Rng rng)
    {
        var dimension = from.Position.Length;
        var momentum = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            momentum[i] = rng.NextNormal();
        }

        // A trajectory of one length can return to where it began; lengths are spread so that not all of any particle's do.
        var length = trajectoryLength * (1 + Jitter * (2 * rng.NextDouble() - 1));
        var chance = rng.NextDouble();
        var steps = (int)Math.Min(Math.Ceiling(length / stepSize), MostSteps);
        var step = Math.Min(length / steps, stepSize);
        var energy = Energy(from, temperature, momentum);
        var at = from;
        var way = new double[dimension];
        for (var n = 0; n < steps; n++)
        {
            Kick(at, temperature, metric, 0.5 * step, momentum);
            metric.Multiply(momentum, way);
            var position = (double[])at.Position.Clone();
            VectorArithmetic.AddScaled(position, step, way);
            at = Particle.At(position, target, start, modes);
            if (!at.IsAlive)
            {
                return new ParticleMove(from, 0, n + 1);
            }

            Kick(at, temperature, metric, 0.5 * step, momentum);
            if (!(Energy(at, temperature, momentum) - energy < Hopeless))
            {
                return new ParticleMove(from, 0, n + 1);
            }
        }

        if (at.Mode != from.Mode)
        {
            return new ParticleMove(from, double.NaN, steps);
        }

        var acceptance = Math.Min(1, Math.Exp(energy - Energy(at, temperature, momentum)));
        return new ParticleMove(chance < acceptance ? at : from, acceptance, steps);
    }

    private static double Energy(Particle at, double temperature, double[] momentum) =>
        0.5 * VectorArithmetic.Dot(momentum, momentum) - at.LogDensity(temperature);

    private static void Kick(Particle at, double temperature, CholeskyFactor metric, double time, double[] momentum)
    {
        double[] gradient = new double[momentum.Length], force = new double[momentum.Length];
        at.Gradient(temperature, gradient);
        metric.MultiplyTransposed(gradient, force);
        VectorArithmetic.AddScaled(momentum, time, force);
    }
}
