using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Tests.TestDensities;

namespace Spikelihood.Inference.Tests.Optimisation;

public class LineSearchTests
{
    /// <summary>x exp(-x): a peak at 1, then a plain where slopes say little.</summary>
    private static readonly Formula PeakAndPlain = new(1, (x, g) =>
    {
        g[0] = (1 - x[0]) * Math.Exp(-x[0]);
        return x[0] * Math.Exp(-x[0]);
    });

    private static readonly Formula Parabola = new(1, (x, g) =>
    {
        g[0] = -2 * (x[0] - 3);
        return -(x[0] - 3) * (x[0] - 3);
    });

    private static readonly Formula Wall = new(1, (x, g) =>
    {
        g[0] = x[0] < 0.37 ? 1 / (0.37 - x[0]) - 100 : double.NaN;
        return x[0] < 0.37 ? -Math.Log(0.37 - x[0]) - 100 * x[0] : double.NaN;
    });

    private static readonly Formula Bumpy = new(1, (x, g) =>
    {
        g[0] = -0.02 * (x[0] - 40) + 0.3 * Math.Cos(x[0]);
        return -0.01 * (x[0] - 40) * (x[0] - 40) + 0.3 * Math.Sin(x[0]);
    });

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(1e5)]
    public void Both_wolfe_conditions_hold_whatever_the_first_step(double firstStep)
    {
        foreach (var (density, start) in new[] { (PeakAndPlain, 0.0), (Parabola, -2.0), (Bumpy, 0.0) })
        {
            foreach (var reduction in new[] { 0.9, 0.1 })
            {
                var gradient = new double[1];
                var value = density.Evaluate([start], gradient);
                var found = new LineSearch { SlopeReduction = reduction }.Search(
                    density, [start], value, [.. gradient], [1.0], firstStep, double.PositiveInfinity);
                found.MeetsWolfe.ShouldBeTrue();
                found.Value.ShouldBeGreaterThanOrEqualTo(value + 1e-4 * found.Step * gradient[0]);
                Math.Abs(found.Gradient[0]).ShouldBeLessThanOrEqualTo(reduction * gradient[0]);
                found.Position[0].ShouldBe(start + found.Step);
                found.Evaluations.ShouldBeLessThan(25);
            }
        }
    }

    [Fact]
    public void A_point_without_a_value_counts_as_too_far()
    {
        // The first trial lies far beyond zero, where there is no logarithm.
        var fenced = Formula.Fenced(1);
        var gradient = new double[1];
        var value = fenced.Evaluate([9.0], gradient);
        var found = new LineSearch { SlopeReduction = 0.1 }.Search(fenced, [9.0], value, [.. gradient], [-1.0], 1e6, double.PositiveInfinity);
        found.MeetsWolfe.ShouldBeTrue();
        found.Position[0].ShouldBe(3, 1);
    }

    [Fact]
    public void The_longest_step_is_respected()
    {
        var found = new LineSearch().Search(Parabola, [-2.0], -25, [10.0], [1.0], 10, 0.5);
        found.Step.ShouldBe(0.5);
        found.MeetsWolfe.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_way_up_the_step_is_zero()
    {
        // The claimed slope is a lie: the value falls whichever way.
        var liar = new Formula(1, (x, g) =>
        {
            g[0] = 1;
            return -Math.Abs(x[0]);
        });
        var found = new LineSearch().Search(liar, [0.0], 0, [1.0], [1.0], 1, 10);
        found.Step.ShouldBe(0);
        found.MeetsWolfe.ShouldBeFalse();
        found.Evaluations.ShouldBeLessThanOrEqualTo(40);
    }

    [Fact]
    public void A_wall_on_the_way_leaves_what_was_gained()
    {
        // Towards 0.37 the density rises ever more steeply, and beyond there is nothing: no point meets the conditions.
        var gradient = new double[1];
        var value = Wall.Evaluate([0.365], gradient);
        gradient[0].ShouldBeGreaterThan(0);
        var found = new LineSearch().Search(Wall, [0.365], value, [.. gradient], [1.0], 1, 10);
        found.Value.ShouldBeGreaterThan(value);
        found.Position[0].ShouldBeLessThan(0.37);
    }
}
