using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Uncertainty;

/// <summary>
/// The Hessian of a log density by central differences of its gradient, at two steps and extrapolated (error of fourth order). Each
/// coordinate's step follows its own curvature; coordinates are measured in parallel.
/// </summary>
public static class Hessian
{
    private const double ComfortablyNear = 4;

    /// <summary>Measures the Hessian at <paramref name="position"/>.</summary>
    public static HessianEstimate Measure(
        ILogDensity density, ReadOnlySpan<double> position, Workers workers, HessianOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentNullException.ThrowIfNull(workers);
        options ??= new HessianOptions();
        var dimension = density.Dimension;
        var centre = position.ToArray();
        var columns = new double[dimension][];
        var evaluations = new int[dimension];
        workers.Run(
            dimension,
            (coordinate, _) => (columns[coordinate], evaluations[coordinate]) = MeasureColumn(density, centre, coordinate, options),
            cancellation);
        return Symmetrise(columns, evaluations.Sum());
    }

    private static (double[] Column, int Evaluations) MeasureColumn(ILogDensity density, double[] centre, int coordinate, HessianOptions options)
    {
        var evaluations = 0;
        var length = options.Scales.IsEmpty ? 1 : options.Scales.Span[coordinate];
        var column = Central(options.Step * length);
        for (var correction = 0; correction < options.MaxCorrections; correction++)
        {
            var wanted = VectorArithmetic.AllFinite(column) ? 1 / Math.Sqrt(Math.Abs(column[coordinate])) : 0.1 * length;

            // A coordinate without curvature has no length of its own; the step stays where it is.
            if (!double.IsFinite(wanted) || (wanted > length / ComfortablyNear && wanted < length * ComfortablyNear))
            {
                break;
            }

            length = Math.Clamp(wanted, length / 1000, length * 1000);
            column = Central(options.Step * length);
        }

        if (!options.Extrapolates)
        {
            return (column, evaluations);
        }

        var finer = Central(0.5 * options.Step * length);
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = (4 * finer[i] - column[i]) / 3;
        }

        return (column, evaluations);

        double[] Central(double step)
        {
            var moved = (double[])centre.Clone();
            double[] above = new double[centre.Length], below = new double[centre.Length];
            moved[coordinate] = centre[coordinate] + step;
            var high = moved[coordinate];
            density.Evaluate(moved, above);
            moved[coordinate] = centre[coordinate] - step;
            density.Evaluate(moved, below);
            evaluations += 2;
            for (var i = 0; i < above.Length; i++)
            {
                above[i] = (above[i] - below[i]) / (high - moved[coordinate]);
            }

            return above;
        }
    }

    private static HessianEstimate Symmetrise(double[][] columns, int evaluations)
    {
        var dimension = columns.Length;
        var matrix = ImmutableArray.CreateBuilder<double>(dimension * dimension);
        var asymmetry = 0.0;
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                matrix.Add(0.5 * (columns[i][j] + columns[j][i]));
                var size = Math.Sqrt(Math.Abs(columns[i][i] * columns[j][j]));
                var difference = Math.Abs(columns[i][j] - columns[j][i]);
                asymmetry = Math.Max(asymmetry, difference == 0 ? 0 : difference / size);
            }
        }

        return new HessianEstimate(dimension, matrix.MoveToImmutable(), asymmetry, evaluations);
    }
}
