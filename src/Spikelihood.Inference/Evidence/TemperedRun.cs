using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Evidence;

/// <summary>A run of <see cref="TemperedSmc"/> under way.</summary>
internal sealed class TemperedRun
{
    private readonly TemperedSmcOptions _options;
    private readonly Workers _workers;
    private readonly CancellationToken _cancellation;
    private readonly ulong _seed;
    private readonly HamiltonianMoves _moves;
    private readonly MoveScales _scales;
    private readonly double[] _logConstants;
    private readonly ImmutableArray<TemperedStage>.Builder _stages = ImmutableArray.CreateBuilder<TemperedStage>();
    private Particle[] _particles;
    private uint _sweeps;
    private int _gradients, _gradientsBefore;

    public TemperedRun(
        ILogDensity target, INormalisedDensity start, ulong seed, Workers workers, TemperedSmcOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(workers);
        (_options, _workers, _seed, _cancellation) = (options, workers, seed, cancellation);
        _moves = new HamiltonianMoves(target, start, options.Modes, options.TrajectoryLength);
        _logConstants = new double[options.Islands];
        _particles = new Particle[options.Particles];
        var sweep = _sweeps++;
        workers.Run(
            _particles.Length,
            (i, _) =>
            {
                var rng = Stream(sweep, i);
                var position = new double[start.Dimension];

                // Every island has its share of every mode of the start: what chance would do to it is most of the error of the modes' weights.
                start.DrawAt((i % IslandSize + rng.NextDouble()) / IslandSize, ref rng, position);
                _particles[i] = Particle.At(position, target, start, options.Modes);
            },
            cancellation);
        _gradients = _particles.Length;
        _scales = MoveScales.TryCreate(_particles, options.Islands, options.Modes?.Count ?? 1)
            ?? throw new ArgumentException("Draws of the start do not vary in every coordinate.", nameof(start));
    }

    public double Temperature { get; private set; }

    public int Stages => _stages.Count;

    public bool IsAlive => _particles.Any(particle => particle.IsAlive);

    private int IslandSize => _particles.Length / _logConstants.Length;

    /// <summary>
    /// Raises the temperature, weighs the particles, learns their shape and resamples them. Acceptance and gradients of the stage are still to come.
    /// </summary>
    public TemperedStage Rise()
    {
        var next = Tempering.Next(_particles, Temperature, _options.EffectiveShare);
        var step = next - Temperature;
        double[] logWeights = [.. _particles.Select(particle => particle.IsAlive ? step * particle.Rise : double.NegativeInfinity)];
        var largest = logWeights.Max();
        double[] weights = [.. logWeights.Select(log => Math.Exp(log - largest))];
        _scales.Learn(_particles, weights);
        var sweep = _sweeps++;
        var resampled = new Particle[_particles.Length];
        for (var island = 0; island < _logConstants.Length; island++)
        {
            _logConstants[island] += LogSum.MeanOf(logWeights.AsSpan(island * IslandSize, IslandSize));
            Resample(island, weights, Stream(sweep, island), resampled);
        }

        _particles = resampled;
        Temperature = next;
        var effective = weights.Sum() * weights.Sum() / (weights.Sum(weight => weight * weight) * weights.Length);
        return new TemperedStage(next, effective, new Islands(_logConstants).LogConstant().Value, double.NaN, 0);
    }

    /// <summary>Moves every particle once and adapts the step sizes.</summary>
    /// <returns>The mean acceptance probability.</returns>
    public double Move()
    {
        var sweep = _sweeps++;
        var moves = new ParticleMove[_particles.Length];
        _workers.Run(
            _particles.Length,
            (i, _) =>
            {
                var particle = _particles[i];
                var rng = Stream(sweep, i);
                moves[i] = particle.IsAlive
                    ? _moves.Move(particle, Temperature, _scales.Metric(i / IslandSize, particle.Mode), _scales.StepSize(particle.Mode), ref rng)
                    : new ParticleMove(particle, double.NaN, 0);
            },
            _cancellation);
        var acceptance = _scales.Adapt(_particles, moves, _options.TargetAcceptance);
        _gradients += moves.Sum(move => move.Gradients);
        _particles = [.. moves.Select(move => move.Particle)];
        return acceptance;
    }

    /// <summary>Closes a stage.</summary>
    public TemperedStage Finish(TemperedStage stage, double acceptance)
    {
        stage = stage with { Acceptance = acceptance, Gradients = _gradients - _gradientsBefore };
        _gradientsBefore = _gradients;
        _stages.Add(stage);
        return stage;
    }

    public TemperedSmcResult Result()
    {
        var islands = new Islands(_logConstants);
        var (evidence, error) = islands.LogConstant();
        var shares = islands.Shares;
        return new TemperedSmcResult(
            [.. _particles.Select((p, i) => new WeightedParticle([.. p.Position], p.LogTarget, shares[i / IslandSize] / IslandSize, p.Mode))],
            evidence,
            error,
            [.. Enumerable.Range(0, _options.Modes?.Count ?? 1).Select(mode => ShareOf(mode, islands))],
            _stages.ToImmutable(),
            _gradients);
    }

    private ModeShare ShareOf(int mode, Islands islands)
    {
        double[] own = [.. _particles.Chunk(IslandSize).Select(island => (double)island.Count(particle => particle.Mode == mode) / IslandSize)];
        var (share, error) = islands.Mean(own);
        return new ModeShare(share, Math.Max(error, 1.0 / _particles.Length));
    }

    /// <summary>
    /// Resamples one island. Particles are taken in the order of their modes, so that every mode keeps its weight to within one particle. An island without any
    /// weight stays as it is and counts for nothing.
    /// </summary>
    private void Resample(int island, double[] weights, Rng rng, Particle[] resampled)
    {
        int[] order = [.. Enumerable.Range(island * IslandSize, IslandSize).OrderBy(i => _particles[i].Mode)];
        double[] own = [.. order.Select(i => weights[i])];
        var taken = own.Sum() > 0 ? Resampling.Systematic(own, IslandSize, rng.NextDouble()) : [.. Enumerable.Range(0, IslandSize)];
        for (var n = 0; n < IslandSize; n++)
        {
            resampled[island * IslandSize + n] = _particles[order[taken[n]]];
        }
    }

    /// <summary>The random numbers of one item of one sweep over particles or islands.</summary>
    private Rng Stream(uint sweep, int item) => new(_seed, StreamPurpose.Particles, ((ulong)sweep << 32) | (uint)item);
}
