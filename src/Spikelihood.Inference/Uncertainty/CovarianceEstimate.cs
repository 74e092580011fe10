using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Uncertainty;

/// <summary>
/// The covariance that a log density's curvature at its mode implies: the inverse of the observed information -H. Directions without
/// curvature are named rather than inverted.
/// </summary>
public sealed record CovarianceEstimate
{
    /// <summary>Curvatures below this share of the largest, after scaling, are not told from zero.</summary>
    private const double LeastCurvature = 1e-10;

    /// <summary>A coordinate takes part in a direction when its share of the scaled direction is at least this.</summary>
    private const double LeastShare = 1e-3;

    private CovarianceEstimate(int rows, ImmutableArray<double> covariance, ImmutableArray<UndeterminedDirection> undetermined, ImmutableArray<bool> open)
    {
        Rows = rows;
        Covariance = covariance;
        Undetermined = undetermined;
        IsOpen = open;
    }

    /// <summary>The number of quantities.</summary>
    public int Rows { get; }

    /// <summary>The covariance within the determined directions, row-major. It is the whole covariance when <see cref="IsPositiveDefinite"/>.</summary>
    public ImmutableArray<double> Covariance { get; }

    /// <summary>The directions that are not determined, worst first; empty at a proper maximum.</summary>
    public ImmutableArray<UndeterminedDirection> Undetermined { get; }

    /// <summary>For every quantity whether an undetermined direction moves it, so that it has no standard error.</summary>
    public ImmutableArray<bool> IsOpen { get; }

    /// <summary>Whether the log density falls in every direction.</summary>
    public bool IsPositiveDefinite => Undetermined.IsEmpty;

    /// <summary>The standard errors; NaN for a quantity that is not determined.</summary>
    public ImmutableArray<double> StandardErrors =>
        [.. Enumerable.Range(0, Rows).Select(i => IsOpen[i] ? double.NaN : Math.Sqrt(Covariance[i * Rows + i]))];

    /// <summary>Inverts minus the Hessian of a log density.</summary>
    /// <param name="hessian">Second derivatives, row-major, symmetric.</param>
    /// <param name="dimension">Rows of the Hessian.</param>
    /// <param name="scales">Unit in which every coordinate's curvature is judged, for example the prior's standard deviations; by default its own curvature.</param>
    /// <exception cref="ArgumentException">When the Hessian holds values that are not finite.</exception>
    public static CovarianceEstimate FromHessian(ReadOnlySpan<double> hessian, int dimension, ReadOnlySpan<double> scales = default)
    {
        var units = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            var own = Math.Abs(hessian[i * dimension + i]);
            units[i] = !scales.IsEmpty ? scales[i] : own > 0 ? 1 / Math.Sqrt(own) : 1;
        }

        var information = new double[dimension * dimension];
        for (var entry = 0; entry < information.Length; entry++)
        {
            information[entry] = -hessian[entry] * units[entry / dimension] * units[entry % dimension];
        }

        var eigen = SymmetricEigen.Decompose(information, dimension)
            ?? throw new ArgumentException("The Hessian holds values that are not finite.", nameof(hessian));
        return Invert(eigen, units);
    }

    /// <summary>
    /// The delta method: the covariance of quantities that depend on these with this Jacobian, for example natural parameter values
    /// (<see cref="Parameters.CoordinateJacobian"/>).
    /// </summary>
    /// <param name="jacobian">Derivatives of the new quantities (rows) by these (columns), row-major.</param>
    public CovarianceEstimate Transform(ReadOnlySpan<double> jacobian)
    {
        var rows = jacobian.Length / Rows;
        var covariance = new double[rows * rows];
        var open = new bool[rows];
        var directions = Undetermined.Select(direction => new double[rows]).ToArray();
        var product = new double[Rows];
        for (var i = 0; i < rows; i++)
        {
            var row = jacobian.Slice(i * Rows, Rows);
            for (var k = 0; k < Rows; k++)
            {
                product[k] = VectorArithmetic.Dot(row, Covariance.AsSpan().Slice(k * Rows, Rows));
            }

            for (var j = 0; j < rows; j++)
            {
                covariance[i * rows + j] = VectorArithmetic.Dot(product, jacobian.Slice(j * Rows, Rows));
            }

            for (var d = 0; d < directions.Length; d++)
            {
                directions[d][i] = VectorArithmetic.Dot(row, Undetermined[d].Components.AsSpan());
                open[i] |= Moves(row, Undetermined[d].Components.AsSpan());
            }
        }

        return new CovarianceEstimate(
            rows,
            ImmutableArray.Create(covariance),
            [.. Undetermined.Select((direction, d) => direction with { Components = ImmutableArray.Create(directions[d]) })],
            ImmutableArray.Create(open));
    }

    /// <summary>The correlation matrix, row-major, or null when the covariance is not positive definite.</summary>
    public ImmutableArray<double>? Correlation()
    {
        if (!IsPositiveDefinite)
        {
            return null;
        }

        var errors = StandardErrors;
        var correlation = ImmutableArray.CreateBuilder<double>(Rows * Rows);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Rows; j++)
            {
                correlation.Add(i == j ? 1 : Covariance[i * Rows + j] / (errors[i] * errors[j]));
            }
        }

        return correlation.MoveToImmutable();
    }

    /// <summary>Whether a direction moves a quantity through a coordinate that it leaves open, beyond cancellation.</summary>
    private bool Moves(ReadOnlySpan<double> row, ReadOnlySpan<double> direction)
    {
        double sum = 0, size = 0;
        for (var k = 0; k < Rows; k++)
        {
            var share = IsOpen[k] ? row[k] * direction[k] : 0;
            sum += share;
            size += Math.Abs(share);
        }

        return size > 0 && Math.Abs(sum) > LeastShare * size;
    }

    private static CovarianceEstimate Invert(SymmetricEigen eigen, double[] units)
    {
        var dimension = units.Length;
        var covariance = new double[dimension * dimension];
        var open = new bool[dimension];
        var undetermined = ImmutableArray.CreateBuilder<UndeterminedDirection>();
        var largest = Math.Max(eigen.Values[^1], 0);
        for (var index = 0; index < dimension; index++)
        {
            var vector = eigen.Vector(index);
            if (!(eigen.Values[index] > LeastCurvature * largest))
            {
                var components = new double[dimension];
                for (var i = 0; i < dimension; i++)
                {
                    components[i] = vector[i] * units[i];
                    open[i] |= Math.Abs(vector[i]) >= LeastShare;
                }

                undetermined.Add(new UndeterminedDirection(
                    largest > 0 ? eigen.Values[index] / largest : eigen.Values[index], ImmutableArray.Create(components)));
                continue;
            }

            for (var entry = 0; entry < covariance.Length; entry++)
            {
                int i = entry / dimension, j = entry % dimension;
                covariance[entry] += vector[i] * vector[j] * units[i] * units[j] / eigen.Values[index];
            }
        }

        return new CovarianceEstimate(dimension, ImmutableArray.Create(covariance), undetermined.ToImmutable(), ImmutableArray.Create(open));
    }
}
