using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Evidence;

/// <summary>The covariance and step size by which the particles of each mode are moved, learned from the particles themselves.</summary>
internal sealed class MoveScales
{
    /// <summary>Fewer particles than this say nothing about a mode's shape.</summary>
    private const double LeastParticles = 4;

    private const double LongestStep = 1.5, Eagerness = 2, LargestFall = 0.7, LargestRise = 0.3;
    private readonly CholeskyFactor?[] _own;
    private readonly double[] _steps;
    private CholeskyFactor _common;

    private MoveScales(CholeskyFactor common, int modes, int dimension)
    {
        _common = common;
        _own = new CholeskyFactor?[modes];
        _steps = [.. Enumerable.Repeat(1.1 / Math.Pow(dimension, 0.25), modes)];
    }

    /// <summary>Scales from the particles of the start; null when they do not vary.</summary>
    public static MoveScales? TryCreate(Particle[] particles, int modes) => Factor(particles, [.. particles.Select(_ => 1.0)]) is { } common
        ? new MoveScales(common, modes, particles[0].Position.Length)
        : null;

    public CholeskyFactor Metric(int mode) => _own[mode] ?? _common;

    public double StepSize(int mode) => _steps[mode];

    /// <summary>Takes up the shape of weighted particles. A mode of too few keeps the shape it had.</summary>
    public void Learn(Particle[] particles, double[] weights)
    {
        _common = Factor(particles, weights) ?? _common;
        for (var mode = 0; mode < _own.Length; mode++)
        {
            double[] own = [.. weights.Select((weight, i) => particles[i].Mode == mode ? weight : 0)];
            _own[mode] = Factor(particles, own) ?? _own[mode];
        }
    }

    /// <summary>Makes steps shorter where too little was accepted and longer where too much.</summary>
    /// <returns>The mean acceptance over all particles.</returns>
    public double Adapt(Particle[] particles, ParticleMove[] moves, double targetAcceptance)
    {
        double all = 0, counted = 0;
        for (var mode = 0; mode < _steps.Length; mode++)
        {
            double sum = 0, count = 0;
            for (var i = 0; i < moves.Length; i++)
            {
                if (particles[i].Mode == mode && particles[i].IsAlive && !double.IsNaN(moves[i].Acceptance))
                {
                    sum += moves[i].Acceptance;
                    count++;
                }
            }

            if (count > 0)
            {
                var change = Math.Clamp(Eagerness * (sum / count - targetAcceptance), -LargestFall, LargestRise);
                _steps[mode] = Math.Min(_steps[mode] * Math.Exp(change), LongestStep);
            }

            all += sum;
            counted += count;
        }

        return counted > 0 ? all / counted : 0;
    }

    private static CholeskyFactor? Factor(Particle[] particles, double[] weights)
    {
        double sum = weights.Sum(), squares = weights.Sum(weight => weight * weight);
        if (!(sum * sum >= LeastParticles * squares) || sum == 0)
        {
            return null;
        }

        var moments = DrawMoments.Of([.. particles.Select(particle => (ReadOnlyMemory<double>)particle.Position)], weights);
        return CholeskyFactor.Decompose(moments.Covariance.AsSpan(), moments.Mean.Length);
    }
}
