using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Sampling;

public class LeapfrogTests
{
    private static readonly DenseMetric Metric = new([1, 0.5, 0.5, 2], 2);

    /// <summary>A potential that is not quadratic: log density -cosh(x) - (x - y)⁴ - y²/2.</summary>
    private static readonly Formula Quartic = new(2, (x, gradient) =>
    {
        var difference = x[0] - x[1];
        gradient[0] = -Math.Sinh(x[0]) - 4 * Math.Pow(difference, 3);
        gradient[1] = 4 * Math.Pow(difference, 3) - x[1];
        return -Math.Cosh(x[0]) - Math.Pow(difference, 4) - x[1] * x[1] / 2;
    });

    private static Leapfrog Steps => new(Quartic, Metric);

    [Fact]
    public void A_trajectory_walked_back_ends_where_it_began()
    {
        var start = Begin([0.3, -0.4]);
        var point = start;
        for (var step = 0; step < 100; step++)
        {
            point = Steps.Move(point, 0.1);
        }

        Math.Abs(point.Position[0] - start.Position[0]).ShouldBeGreaterThan(0.01);
        for (var step = 0; step < 100; step++)
        {
            point = Steps.Move(point, -0.1);
        }

        for (var i = 0; i < 2; i++)
        {
            point.Position[i].ShouldBe(start.Position[i], 1e-11);
            point.Momentum[i].ShouldBe(start.Momentum[i], 1e-11);
        }
    }

    [Fact]
    public void Half_the_step_makes_a_quarter_of_the_energy_error()
    {
        var errors = new[] { 50, 100, 200 }.Select(steps =>
        {
            var start = Begin([0.3, -0.4]);
            var point = start;
            for (var step = 0; step < steps; step++)
            {
                point = Steps.Move(point, 1.0 / steps);
            }

            return Math.Abs(point.Energy - start.Energy);
        }).ToArray();
        (errors[0] / errors[1]).ShouldBe(4, 0.1);
        (errors[1] / errors[2]).ShouldBe(4, 0.05);
    }

    [Fact]
    public void A_step_preserves_volume_in_phase_space()
    {
        const double h = 1e-5;
        var start = Begin([0.3, -0.4]);
        double[] origin = [.. start.Position, .. start.Momentum];
        var jacobian = new double[4, 4];
        for (var j = 0; j < 4; j++)
        {
            double[] ahead = [.. origin], behind = [.. origin];
            ahead[j] += h;
            behind[j] -= h;
            double[] up = Image(ahead), down = Image(behind);
            for (var i = 0; i < 4; i++)
            {
                jacobian[i, j] = (up[i] - down[i]) / (2 * h);
            }
        }

        MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfArray(jacobian).Determinant().ShouldBe(1, 1e-8);
    }

    [Fact]
    public void A_place_without_density_has_infinite_energy()
    {
        var steps = new Leapfrog(Formula.Fenced(1), DiagonalMetric.Identity(1));
        var point = steps.Move(new([0.1], 0, [-100], [0], [0]), 1);
        point.Position[0].ShouldBeLessThan(0);
        point.Energy.ShouldBe(double.PositiveInfinity);
        steps.Move(point, 1).Energy.ShouldBe(double.PositiveInfinity);
    }

    private static PhasePoint Begin(double[] position)
    {
        var rng = new Rng(2, StreamPurpose.Test, 0);
        return Steps.Begin(ChainState.Init(Quartic, position), ref rng);
    }

    private static double[] Image(double[] phase)
    {
        double[] gradient = new double[2], velocity = new double[2];
        var value = Quartic.Evaluate(phase.AsSpan(0, 2), gradient);
        Metric.Velocity(phase.AsSpan(2), velocity);
        var point = Steps.Move(new(phase[..2], value, gradient, phase[2..], velocity), 0.7);
        return [.. point.Position, .. point.Momentum];
    }
}
