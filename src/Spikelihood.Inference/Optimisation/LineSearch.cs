using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// Finds a step that meets the strong Wolfe conditions: bracketing, then cubic interpolation with safeguards (Nocedal and Wright,
/// "Numerical Optimization", algorithms 3.5 and 3.6, as one loop). Points without a finite value or gradient count as too long a step.
/// Changes below rounding are judged by slopes alone, as in Hager and Zhang 2005.
/// </summary>
public sealed record LineSearch
{
    private const double Retreat = 0.2, LeastShare = 0.1;
    private const double RoundingOfValue = 1e-14;

    /// <summary>The rise must be at least this share of what the slope at the start promises.</summary>
    public double SufficientIncrease { get; init; } = 1e-4;

    /// <summary>The slope must fall to at most this share of that at the start.</summary>
    public double SlopeReduction { get; init; } = 0.9;

    /// <summary>The most evaluations of one search.</summary>
    public int MaxEvaluations { get; init; } = 40;

    /// <summary>Searches from <paramref name="position"/> along <paramref name="direction"/>, which must rise.</summary>
    /// <param name="density">What to climb.</param>
    /// <param name="position">Where from.</param>
    /// <param name="value">The log density there.</param>
    /// <param name="gradient">Its gradient there.</param>
    /// <param name="direction">The direction; its product with the gradient is positive.</param>
    /// <param name="firstStep">The multiple of the direction to try first.</param>
    /// <param name="longestStep">The largest multiple allowed.</param>
    public LineSearchResult Search(
        ILogDensity density,
        ImmutableArray<double> position,
        double value,
        ImmutableArray<double> gradient,
        ReadOnlySpan<double> direction,
        double firstStep,
        double longestStep)
    {
        ArgumentNullException.ThrowIfNull(density);
        var start = new Trial(0, value, VectorArithmetic.Dot(gradient.AsSpan(), direction), position, gradient);
        var rounding = RoundingOfValue * Math.Abs(value);
        var low = start;
        Trial? high = null;
        double step = Math.Min(firstStep, longestStep), widthBefore = double.PositiveInfinity;
        var evaluations = 0;
        while (evaluations < MaxEvaluations && step > 0 && start.Slope > 0)
        {
            var trial = Try(density, start, direction, step);
            evaluations++;
            if (trial.IsFinite && !IsTooLow(trial) && Math.Abs(trial.Slope) <= SlopeReduction * start.Slope)
            {
                return Settle(trial, true);
            }

            if (!trial.IsFinite || IsTooLow(trial))
            {
                high = trial;
            }
            else if (high is null ? trial.Slope < 0 : trial.Slope * (high.Step - trial.Step) < 0)
            {
                (high, low) = (low, trial);
            }
            else
            {
                low = trial;
                if (step >= longestStep)
                {
                    return Settle(low, true);
                }
            }

            step = Next(start, low, high, longestStep, ref widthBefore);
            if (step == low.Step || step == high?.Step)
            {
                break;
            }
        }

        return Settle(low, false);

        bool IsTooLow(Trial trial) =>
            trial.Value < start.Value + SufficientIncrease * trial.Step * start.Slope - rounding || (low.Step > 0 && trial.Value < low.Value - rounding);

        LineSearchResult Settle(Trial chosen, bool wolfe) =>
            new(chosen.Step, chosen.Position, chosen.Value, chosen.Gradient, evaluations, wolfe);
    }

    private static Trial Try(ILogDensity density, Trial start, ReadOnlySpan<double> direction, double step)
    {
        var position = start.Position.ToArray();
        VectorArithmetic.AddScaled(position, step, direction);
        var gradient = new double[position.Length];
        var value = density.Evaluate(position, gradient);
        return new Trial(
            step, value, VectorArithmetic.Dot(gradient, direction), ImmutableArray.Create(position), ImmutableArray.Create(gradient));
    }

    /// <summary>The step to try next: longer while the rise goes on, otherwise between the two ends.</summary>
    private static double Next(Trial start, Trial low, Trial? high, double longestStep, ref double widthBefore)
    {
        if (high is null)
        {
            // The slope at the last two points says where it would vanish; never less than twice, never more than ten times.
            var ratio = low.Slope / start.Slope;
            var growth = ratio < 1 ? 1 / (1 - ratio) : 10;
            return Math.Min(longestStep, low.Step * Math.Clamp(growth, 2, 10));
        }

        var width = high.Step - low.Step;
        if (!high.IsFinite)
        {
            widthBefore = double.PositiveInfinity;
            return low.Step + Retreat * width;
        }

        var shrinksSlowly = Math.Abs(width) > 0.66 * widthBefore;
        widthBefore = Math.Abs(width);
        var share = shrinksSlowly ? 0.5 : Math.Clamp(CubicPeak(low, high), LeastShare, 1 - LeastShare);
        return low.Step + (double.IsNaN(share) ? 0.5 : share) * width;
    }

    /// <summary>Where the cubic through two points with their slopes peaks, as a share of the way from the first to the second.</summary>
    private static double CubicPeak(Trial low, Trial high)
    {
        var width = high.Step - low.Step;
        double lowSlope = -low.Slope * width, highSlope = -high.Slope * width;
        var bend = lowSlope + highSlope - 3 * (low.Value - high.Value);
        var root = Math.Sqrt(bend * bend - lowSlope * highSlope);
        return 1 - (highSlope + root - bend) / (highSlope - lowSlope + 2 * root);
    }

    private sealed record Trial(double Step, double Value, double Slope, ImmutableArray<double> Position, ImmutableArray<double> Gradient)
    {
        public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope) && VectorArithmetic.AllFinite(Gradient.AsSpan());
    }
}
