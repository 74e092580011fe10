namespace Spikelihood.Numerics.Differentiation;

/// <summary>
/// Derivatives from values alone, for checking exact ones: central differences over shrinking steps, extrapolated to step zero
/// (Ridders 1982, "Accurate computation of F'(x) and F'(x)F''(x)"); the step with the smallest estimated error wins.
/// </summary>
public static class FiniteDifferences
{
    private const int Columns = 12, Tables = 3;
    private const double Shrink = 1.6, FirstStep = 0.05, GiveUpFactor = 2, ShorterTable = 16, GoodEnough = 1e-9;
    private const int MaxRetreats = 40;

    /// <summary>The derivative of <paramref name="function"/> at <paramref name="x"/>.</summary>
    /// <param name="function">Any smooth function; values that are not finite make the steps shorter.</param>
    /// <param name="x">Where.</param>
    /// <param name="firstStep">The longest step tried; by default a twentieth of |x|, or of 1 when x is small.</param>
    public static DerivativeEstimate Derivative(Func<double, double> function, double x, double? firstStep = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var step = firstStep ?? FirstStep * (Math.Abs(x) > 1e-6 ? Math.Min(1, Math.Abs(x)) : 1);
        for (var retreat = 0; !double.IsFinite(Central(function, x, step)) && retreat < MaxRetreats; retreat++)
        {
            step *= 0.25;
        }

        // Near a singularity the extrapolation needs shorter steps than elsewhere, so several tables compete.
        var best = Extrapolate(function, x, step);
        for (var table = 1; table < Tables && best.Error > GoodEnough * Math.Abs(best.Value); table++)
        {
            step /= ShorterTable;
            var shorter = Extrapolate(function, x, step);
            best = shorter.Error < best.Error ? shorter : best;
        }

        return best;
    }

    /// <summary>All partial derivatives of <paramref name="function"/> at <paramref name="position"/>, ignoring the gradient it claims.</summary>
    /// <param name="function">The function.</param>
    /// <param name="position">Where.</param>
    /// <param name="firstStep">The longest step tried, see <see cref="Derivative"/>.</param>
    public static DerivativeEstimate[] Gradient(DifferentiableFunction function, ReadOnlySpan<double> position, double? firstStep = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var moved = position.ToArray();
        var ignored = new double[moved.Length];
        var estimates = new DerivativeEstimate[moved.Length];
        for (var component = 0; component < moved.Length; component++)
        {
            var centre = moved[component];
            var current = component;
            estimates[component] = Derivative(
                x =>
                {
                    moved[current] = x;
                    return function(moved, ignored);
                },
                centre,
                firstStep);
            moved[component] = centre;
        }

        return estimates;
    }

    /// <summary>Compares the gradient that <paramref name="function"/> claims with finite differences.</summary>
    /// <param name="function">The function.</param>
    /// <param name="position">Where.</param>
    /// <param name="firstStep">The longest step tried, see <see cref="Derivative"/>.</param>
    /// <returns>The component that agrees least.</returns>
    public static GradientComparison CompareGradient(DifferentiableFunction function, ReadOnlySpan<double> position, double? firstStep = null)
    {
        var measured = Gradient(function, position, firstStep);
        var claimed = new double[position.Length];
        function(position, claimed);
        var floor = 1e-3 * measured.Max(estimate => Math.Abs(estimate.Value)) + 1e-6;
        var worst = default(GradientComparison);
        for (var component = 0; component < claimed.Length; component++)
        {
            double mine = claimed[component], theirs = measured[component].Value;
            var error = Math.Abs(mine - theirs) / Math.Max(floor, Math.Max(Math.Abs(mine), Math.Abs(theirs)));
            if (component == 0 || error > worst.RelativeError || double.IsNaN(error))
            {
                worst = new GradientComparison(component, mine, theirs, error);
            }

            if (double.IsNaN(error))
            {
                break;
            }
        }

        return worst;
    }

    private static DerivativeEstimate Extrapolate(Func<double, double> function, double x, double step)
    {
        Span<double> previous = stackalloc double[Columns], row = stackalloc double[Columns];
        previous[0] = Central(function, x, step);
        var best = new DerivativeEstimate(previous[0], double.PositiveInfinity);
        for (var level = 1; level < Columns; level++)
        {
            step /= Shrink;
            row[0] = Central(function, x, step);
            var factor = Shrink * Shrink;
            for (var order = 1; order <= level; order++)
            {
                row[order] = (row[order - 1] * factor - previous[order - 1]) / (factor - 1);
                factor *= Shrink * Shrink;
                var error = Math.Max(Math.Abs(row[order] - row[order - 1]), Math.Abs(row[order] - previous[order - 1]));
                if (error <= best.Error)
                {
                    best = new DerivativeEstimate(row[order], error);
                }
            }

            if (Math.Abs(row[level] - previous[level - 1]) >= GiveUpFactor * best.Error)
            {
                break;
            }

            row.CopyTo(previous);
        }

        return best;
    }

    private static double Central(Func<double, double> function, double x, double step)
    {
        double above = x + step, below = x - step;
        return (function(above) - function(below)) / (above - below);
    }
}
