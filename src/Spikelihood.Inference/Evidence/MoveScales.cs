using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Evidence;

/// <summary>
/// The covariance and step size by which the particles of each mode are moved, learned from the particles themselves: for each island from those of all the
/// others. A particle that had a say in its own metric would stretch it along its own deviation, and the moves would no longer leave the density invariant
/// (with 256 particles in 14 dimensions the cloud stays a tenth too wide, and the evidence is wrong by a nat).
/// </summary>
internal sealed class MoveScales
{
    /// <summary>Fewer particles than this say nothing about a mode's shape.</summary>
    private const double LeastParticles = 4;

    private const double LongestStep = 1.5, Eagerness = 2, LargestFall = 0.7, LargestRise = 0.3;
    private readonly CholeskyFactor?[,] _own;
    private readonly CholeskyFactor[] _common;
    private readonly double[] _steps;

    private MoveScales(CholeskyFactor[] common, int modes)
    {
        _common = common;
        _own = new CholeskyFactor?[common.Length, modes];
        _steps = [.. Enumerable.Repeat(1.1 / Math.Pow(common[0].Dimension, 0.25), modes)];
    }

    /// <summary>Scales from the particles of the start; null when they do not vary.</summary>
    public static MoveScales? TryCreate(Particle[] particles, int islands, int modes)
    {
        var common = Enumerable.Range(0, islands).Select(island => Factor(particles, [.. particles.Select(_ => 1.0)], island, islands, null)).ToArray();
        return common.Contains(null) ? null : new MoveScales([.. common.Select(factor => factor!)], modes);
    }

    public CholeskyFactor Metric(int island, int mode) => _own[island, mode] ?? _common[island];

    public double StepSize(int mode) => _steps[mode];

    /// <summary>Takes up the shape of weighted particles. A mode of too few keeps the shape it had.</summary>
    public void Learn(Particle[] particles, double[] weights)
    {
        for (var island = 0; island < _common.Length; island++)
        {
            _common[island] = Factor(particles, weights, island, _common.Length, null) ?? _common[island];
            for (var mode = 0; mode < _steps.Length; mode++)
            {
                _own[island, mode] = Factor(particles, weights, island, _common.Length, mode) ?? _own[island, mode];
            }
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

    /// <summary>The covariance of the particles outside an island, or of all when there is but one; of one mode or of every.</summary>
    private static CholeskyFactor? Factor(Particle[] particles, double[] weights, int island, int islands, int? mode)
    {
        var size = particles.Length / islands;
        double[] counted = [.. weights.Select((weight, i) =>
            (islands > 1 && i / size == island) || (mode is { } only && particles[i].Mode != only) ? 0 : weight)];
        double sum = counted.Sum(), squares = counted.Sum(weight => weight * weight);
        if (!(sum * sum >= LeastParticles * squares) || sum == 0)
        {
            return null;
        }

        var moments = WeightedMoments.Of([.. particles.Select(particle => (ReadOnlyMemory<double>)particle.Position)], counted);
        return CholeskyFactor.Decompose(moments.Covariance.AsSpan(), moments.Mean.Length);
    }
}
