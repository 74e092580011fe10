using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// What one more look at the counts would tell of some parameters: the Fisher information of the binomial model (René 2020, equation 30), given the
/// past of every step,
/// F = sum over scored steps k and populations alpha of (d nbar/d z)(d nbar/d z)^T / (nbar (1 - nbar/N)), with z the parameters in chosen units. It
/// is positive semi-definite by construction. Where nbar/N leaves the likelihood's <see cref="ProbabilityBounds"/>, the bounded probability takes its place.
/// The derivatives are central differences of the expected counts at two steps, extrapolated (error of fourth order).
/// </summary>
public sealed class CountInformation
{
    /// <summary>The longest difference, in units.</summary>
    private const double LongestStep = 1e-3;

    /// <summary>No difference changes an expected count by a larger share than this.</summary>
    private const double LargestChange = 1e-2;

    private const double Probe = 1e-7;

    private readonly MesoGifLikelihood _likelihood;
    private readonly ImmutableArray<int> _sizes;
    private readonly double[] _weights;
    private readonly double[] _expected;
    private readonly double[][] _columns;

    private CountInformation(MesoGifLikelihood likelihood, ImmutableArray<int> sizes, double[] expected, double[] weights, double[][] columns)
    {
        (_likelihood, _sizes, _expected, _weights, _columns) = (likelihood, sizes, expected, weights, columns);
        Matrix = new double[columns.Length * columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Matrix[i * columns.Length + j] = Matrix[j * columns.Length + i] = Dot(columns[i], columns[j]);
            }
        }
    }

    /// <summary>F, row-major, nats per product of units; a parameter without a finite derivative gives entries that are not finite.</summary>
    public double[] Matrix { get; }

    /// <summary>Measures the information.</summary>
    /// <param name="likelihood">The model bound to data.</param>
    /// <param name="sizes">N of each population.</param>
    /// <param name="values">Where: all natural values, in the order of <see cref="ParameterLayout"/>.</param>
    /// <param name="places">The parameters, by place in <paramref name="values"/>.</param>
    /// <param name="units">The unit in which each of them counts, natural; not zero.</param>
    /// <param name="workers">Parameters are differentiated side by side.</param>
    /// <param name="cancellation">Stops between parameters.</param>
    public static CountInformation Measure(
        MesoGifLikelihood likelihood,
        ImmutableArray<int> sizes,
        double[] values,
        ImmutableArray<int> places,
        double[] units,
        Workers workers,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(workers);
        var expected = Scored(likelihood, values);
        var steps = likelihood.Steps - likelihood.From;
        var (weights, slopes) = (new double[expected.Length], new double[expected.Length]);
        for (var entry = 0; entry < weights.Length; entry++)
        {
            var size = sizes[entry / steps];
            var p = likelihood.Bounds.Of(expected[entry] / size);
            weights[entry] = 1 / Math.Sqrt(size * p.Firing * p.Silent);
            slopes[entry] = p.Slope;
        }

        var columns = new double[places.Length][];
        workers.Run(
            columns.Length,
            (i, _) =>
            {
                var column = columns[i] = Derivative(likelihood, expected, slopes, values, places[i], units[i]);
                for (var entry = 0; entry < column.Length; entry++)
                {
                    column[entry] *= slopes[entry] * weights[entry];
                }
            },
            cancellation);
        return new(likelihood, sizes, expected, weights, columns);
    }

    /// <summary>
    /// The score that these derivatives give, in nats per unit: sum of (n - nbar) (d nbar/d z) / (nbar (1 - nbar/N)). It is the gradient of the
    /// log-likelihood, so it holds the
    /// derivatives against the exact adjoint.
    /// </summary>
    /// <param name="counts">The counts n[population][step].</param>
    public double[] Score(double[][] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var residual = counts.SelectMany(row => row.Skip(_likelihood.From)).Zip(Bounded(_expected), (n, nbar) => n - nbar).ToArray();
        return Project(residual);
    }

    /// <summary>
    /// For other values, how far their expected counts are from those here, seen along each parameter: sum of (nbar' - nbar) (d nbar/d z) / (nbar (1
    /// - nbar/N)), per unit.
    /// </summary>
    public double[] Distance(ReadOnlySpan<double> values) => Project([.. Bounded(Scored(_likelihood, values)).Zip(Bounded(_expected), (there, here) => there - here)]);

    private double[] Bounded(double[] expected)
    {
        var steps = _likelihood.Steps - _likelihood.From;
        return [.. expected.Select((nbar, entry) => _sizes[entry / steps] * _likelihood.Bounds.Of(nbar / _sizes[entry / steps]).Firing)];
    }

    private double[] Project(double[] residual)
    {
        for (var entry = 0; entry < residual.Length; entry++)
        {
            residual[entry] *= _weights[entry];
        }

        return [.. _columns.Select(column => Dot(column, residual))];
    }

    private static double[] Derivative(MesoGifLikelihood likelihood, double[] expected, double[] slopes, double[] values, int place, double unit)
    {
        var moved = (double[])values.Clone();
        moved[place] = values[place] + Probe * unit;
        var probe = Scored(likelihood, moved);
        var steepest = 0.0;
        for (var entry = 0; entry < probe.Length; entry++)
        {
            steepest = slopes[entry] == 1 ? Math.Max(steepest, Math.Abs(probe[entry] / expected[entry] - 1) / Probe) : steepest;
        }

        var step = Math.Min(LongestStep, LargestChange / Math.Max(steepest, 1e-9));
        var (far, near) = (Central(step), Central(0.5 * step));
        for (var entry = 0; entry < near.Length; entry++)
        {
            near[entry] = (4 * near[entry] - far[entry]) / 3;
        }

        return near;

        double[] Central(double share)
        {
            moved[place] = values[place] + share * unit;
            var above = (Place: moved[place], Expected: Scored(likelihood, moved));
            moved[place] = values[place] - share * unit;
            var below = Scored(likelihood, moved);
            var scale = unit / (above.Place - moved[place]);
            for (var entry = 0; entry < below.Length; entry++)
            {
                below[entry] = (above.Expected[entry] - below[entry]) * scale;
            }

            return below;
        }
    }

    /// <summary>Expected counts of the scored steps, population after population.</summary>
    private static double[] Scored(MesoGifLikelihood likelihood, ReadOnlySpan<double> values) =>
        [.. likelihood.Expected(values).SelectMany(row => row.AsSpan(likelihood.From).ToArray())];

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var entry = 0; entry < a.Length; entry++)
        {
            sum += a[entry] * b[entry];
        }

        return sum;
    }
}
