using System.Collections.Immutable;
using Spikelihood.Inference.Calibration;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Calibration;

/// <summary>Where the truth of one data set ranks among the draws of its posterior.</summary>
/// <param name="problem">The unknowns bound to the data set.</param>
/// <param name="truth">Natural values behind the data.</param>
internal sealed class CalibrationRanks(MesoGifProblem problem, ImmutableArray<double> truth)
{
    private readonly int _dimension = truth.Length;

    /// <summary>Ranks of the parameters and of the joint quantities, with mean and deviation of the draws.</summary>
    /// <param name="draws">Natural values, draw after draw: as many as are to be ranked.</param>
    /// <param name="rng">Breaks ties.</param>
    public (ImmutableArray<int> Parameters, ImmutableArray<int> Joint, ImmutableArray<double> Means, ImmutableArray<double> Deviations) Of(
        double[] draws, ref Rng rng)
    {
        var count = draws.Length / _dimension;
        var (parameters, means, deviations) = (new int[_dimension], new double[_dimension], new double[_dimension]);
        for (var i = 0; i < _dimension; i++)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(draw => draws[draw * _dimension + i])];
            parameters[i] = TruthRank.Among(truth[i], values, ref rng);
            means[i] = values.Average();
            deviations[i] = Math.Sqrt(values.Sum(value => Math.Pow(value - means[i], 2)) / Math.Max(1, count - 1));
        }

        return ([.. parameters], Joint(draws, count, ref rng), [.. means], [.. deviations]);
    }

    private ImmutableArray<int> Joint(double[] draws, int count, ref Rng rng)
    {
        // The truth first. Densities of truth and draws come from one function, so that they can be compared whatever the sampler used.
        var density = problem.OfAllDataMerged(Workers.One) ?? problem.OfAllData(Workers.One);
        double[] natural = [.. truth, .. draws];
        var positions = new double[natural.Length];
        var parts = new PosteriorParts[count + 1];
        var gradient = new double[_dimension];
        for (var i = 0; i <= count; i++)
        {
            var position = positions.AsSpan(i * _dimension, _dimension);
            problem.Coordinates.ToPosition(natural.AsSpan(i * _dimension, _dimension), position);
            parts[i] = density.Parts(position, gradient);
        }

        var distances = PooledDistance.Squared(positions, _dimension);
        return
        [
            FurtherIn([.. parts.Select(part => -part.Total)], ref rng),
            FurtherIn(distances, ref rng),
            FurtherIn([.. parts.Select(part => -part.LogLikelihood)], ref rng),
        ];
    }

    private static int FurtherIn(double[] outness, ref Rng rng) => TruthRank.Among(outness[0], outness.AsSpan(1), ref rng);
}
