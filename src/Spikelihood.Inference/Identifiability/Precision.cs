using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Identifiability;

/// <summary>
/// How well data with an information matrix would determine coordinates and their linear combinations, once some coordinates are fixed so that no
/// null direction is left. What does
/// not change along null directions has the same standard deviation whichever of them are fixed.
/// </summary>
public sealed class Precision
{
    /// <summary>A component below this share of a direction's largest does not take part in it.</summary>
    private const double LeastShare = 0.2;

    /// <summary>A smaller coefficient, relative to the largest, is left out of a well known combination.</summary>
    private const double LeastCoefficient = 0.02;

    private readonly double[] _information;
    private readonly double[] _covariance;
    private readonly int _dimension;
    private readonly int[] _free;

    private Precision(double[] information, double[] covariance, int dimension, int[] free) =>
        (_information, _covariance, _dimension, _free) = (information, covariance, dimension, free);

    /// <summary>Inverts the information of what is not fixed.</summary>
    /// <param name="information">Row-major, symmetric, positive semi-definite.</param>
    /// <param name="dimension">Rows.</param>
    /// <param name="isFixed">Coordinates that are held.</param>
    /// <returns>Null when something is left undetermined.</returns>
    public static Precision? Of(ReadOnlySpan<double> information, int dimension, IReadOnlyCollection<int> isFixed)
    {
        var free = Enumerable.Range(0, dimension).Where(i => !isFixed.Contains(i)).ToArray();
        double[] all = [.. information], covariance = new double[all.Length], scaled = new double[free.Length * free.Length];
        double Scale(int i) => 1 / Math.Sqrt(all[i * dimension + i]);
        for (var entry = 0; entry < scaled.Length; entry++)
        {
            int i = free[entry / free.Length], j = free[entry % free.Length];
            scaled[entry] = all[i * dimension + j] * Scale(i) * Scale(j);
        }

        if (free.Length == 0)
        {
            return new(all, covariance, dimension, free);
        }

        var eigen = SymmetricEigen.Decompose(scaled, free.Length);
        if (eigen is null || eigen.Values.Any(value => !(value > 0)))
        {
            return null;
        }

        for (var index = 0; index < free.Length; index++)
        {
            var vector = eigen.Vector(index);
            for (var entry = 0; entry < scaled.Length; entry++)
            {
                int i = entry / free.Length, j = entry % free.Length;
                covariance[free[i] * dimension + free[j]] += vector[i] * vector[j] * Scale(free[i]) * Scale(free[j]) / eigen.Values[index];
            }
        }

        return new(all, covariance, dimension, free);
    }

    /// <summary>The same from a covariance, of draws for example; nothing is fixed.</summary>
    /// <param name="covariance">Row-major, symmetric.</param>
    /// <param name="dimension">Rows.</param>
    /// <returns>Null when it is not positive definite: a coordinate that never moves, or fewer draws than coordinates.</returns>
    public static Precision? OfCovariance(ReadOnlySpan<double> covariance, int dimension) =>
        Of(covariance, dimension, []) is { } swapped && swapped._covariance.All(double.IsFinite)
            ? new([.. swapped._covariance], covariance.ToArray(), dimension, swapped._free)
            : null;

    /// <summary>The standard deviation of a coordinate when all others that are not fixed are unknown; zero for a fixed one.</summary>
    public double Marginal(int i) => Math.Sqrt(_covariance[i * _dimension + i]);

    /// <summary>The standard deviation of a coordinate when all others are known.</summary>
    public double Conditional(int i) => 1 / Math.Sqrt(_information[i * _dimension + i]);

    /// <summary>The standard deviation of coordinate i plus <paramref name="factor"/> times coordinate j.</summary>
    public double OfPair(int i, int j, double factor) => Math.Sqrt(Math.Max(0,
        _covariance[i * _dimension + i] + 2 * factor * _covariance[i * _dimension + j] + factor * factor * _covariance[j * _dimension + j]));

    /// <summary>The covariance times a vector; zero for what is fixed. Of a score it is the Gauss-Newton step.</summary>
    public double[] Covariance(ReadOnlySpan<double> vector)
    {
        var product = new double[_dimension];
        for (var i = 0; i < _dimension; i++)
        {
            product[i] = VectorArithmetic.Dot(_covariance.AsSpan(i * _dimension, _dimension), vector);
        }

        return product;
    }

    /// <summary>
    /// The principal directions of what is not fixed, in which the standard deviation exceeds <paramref name="least"/>, worst first. A direction's
    /// components are the changes that belong
    /// to one standard deviation; those that hardly take part are zero.
    /// </summary>
    public ImmutableArray<(double StandardDeviation, ImmutableArray<double> Change)> Loose(double least)
    {
        var found = ImmutableArray.CreateBuilder<(double, ImmutableArray<double>)>();
        if (_free.Length == 0 || SymmetricEigen.Decompose(Block(_free), _free.Length) is not { } eigen)
        {
            return [];
        }

        for (var index = _free.Length - 1; index >= 0 && eigen.Values[index] > least * least; index--)
        {
            var deviation = Math.Sqrt(eigen.Values[index]);
            var vector = eigen.Vector(index).ToArray();
            var largest = vector.MaxBy(Math.Abs);
            var change = new double[_dimension];
            for (var i = 0; i < vector.Length; i++)
            {
                change[_free[i]] = Math.Abs(vector[i]) >= LeastShare * Math.Abs(largest) ? deviation * vector[i] * Math.Sign(largest) : 0;
            }

            found.Add((deviation, [.. change]));
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// The combination of a few coordinates that is known best: those that have most part in the principal direction of least variance, combined
    /// (with coefficients whose squares add up to 1) so that the variance is least.
    /// </summary>
    /// <param name="most">The most coordinates that take part; the coefficients of all others are zero.</param>
    /// <returns>Null when nothing is free.</returns>
    public (double StandardDeviation, ImmutableArray<double> Coefficients)? Tightest(int most)
    {
        if (_free.Length == 0 || SymmetricEigen.Decompose(Block(_free), _free.Length) is not { } all)
        {
            return null;
        }

        var direction = all.Vector(0).ToArray();
        int[] members = [.. Enumerable.Range(0, _free.Length).OrderByDescending(i => Math.Abs(direction[i])).Take(most).Select(i => _free[i])];
        if (SymmetricEigen.Decompose(Block(members), members.Length) is not { } few)
        {
            return null;
        }

        var (vector, coefficients) = (few.Vector(0).ToArray(), new double[_dimension]);
        var largest = vector.Max(Math.Abs);
        for (var i = 0; i < vector.Length; i++)
        {
            coefficients[members[i]] = Math.Abs(vector[i]) >= LeastCoefficient * largest ? vector[i] : 0;
        }

        return (Math.Sqrt(Math.Max(0, VectorArithmetic.Dot(coefficients, Covariance(coefficients)))), [.. coefficients]);
    }

    private double[] Block(int[] places)
    {
        var block = new double[places.Length * places.Length];
        for (var entry = 0; entry < block.Length; entry++)
        {
            block[entry] = _covariance[places[entry / places.Length] * _dimension + places[entry % places.Length]];
        }

        return block;
    }
}
