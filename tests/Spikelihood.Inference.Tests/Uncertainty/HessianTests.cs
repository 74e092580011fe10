using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Tests.Uncertainty;

public class HessianTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_hessian_of_a_likelihood_is_minus_its_exact_information()
    {
        var density = new LogisticRegression(800, [0.5, -1, 0.3, 0.2]);
        double[] position = [0.4, -0.8, 0.25, 0.3], information = new double[16];
        density.Information(position, information);
        var measured = Hessian.Measure(density, position, Workers.One, cancellation: Stop);
        for (var entry = 0; entry < 16; entry++)
        {
            var size = Math.Sqrt(information[entry / 4 * 5] * information[entry % 4 * 5]);
            measured.Matrix[entry].ShouldBe(-information[entry], 1e-7 * size);
        }

        measured.Asymmetry.ShouldBeLessThan(1e-7);
    }

    [Theory]
    [InlineData(1e-7)]
    [InlineData(1)]
    [InlineData(1e6)]
    public void The_step_finds_the_length_of_its_coordinate(double scale)
    {
        // cosh((x - 1)/scale): the curvature at the top is 1/scale², known only on that length.
        var density = new Formula(2, (x, g) =>
        {
            double first = x[0] / scale - 1, second = x[1] - 1;
            g[0] = -Math.Sinh(first) / scale;
            g[1] = -Math.Sinh(second);
            return -Math.Cosh(first) - Math.Cosh(second);
        });
        var measured = Hessian.Measure(density, [scale, 1], Workers.One, cancellation: Stop);
        measured.Matrix[0].ShouldBe(-1 / (scale * scale), 1e-6 / (scale * scale));
        measured.Matrix[3].ShouldBe(-1, 1e-6);
    }

    [Fact]
    public void A_fence_nearby_makes_steps_shorter()
    {
        var measured = Hessian.Measure(Formula.Fenced(1), [0.01], Workers.One, cancellation: Stop);
        measured.Matrix[0].ShouldBe(-3 / (0.01 * 0.01), 0.01);
    }

    [Fact]
    public void Every_number_of_threads_gives_the_same_bits()
    {
        var density = new LogisticRegression(200, [0.5, -1, 0.3, 0.2]);
        double[] position = [0.4, -0.8, 0.25, 0.3];
        var one = Hessian.Measure(density, position, Workers.One, cancellation: Stop);
        var four = Hessian.Measure(density, position, new Workers(4), cancellation: Stop);
        four.Matrix.ShouldBe(one.Matrix);
        four.Evaluations.ShouldBe(one.Evaluations);
    }

    [Fact]
    public void A_wrong_gradient_shows_as_asymmetry()
    {
        var liar = new Formula(2, (x, g) =>
        {
            (g[0], g[1]) = (-x[0] + 0.1 * x[1], -x[1] - 0.1 * x[0]);
            return 0;
        });
        Hessian.Measure(liar, [0, 0], Workers.One, cancellation: Stop).Asymmetry.ShouldBe(0.2, 1e-6);
    }

    [Fact]
    public void A_rough_Hessian_takes_half_the_evaluations_and_is_right_to_a_few_per_cent()
    {
        var hills = new TwoHills(3, 0.9);
        double[] place = [3.6, 0.3, -0.2];
        double[] scales = [1, 1, 1];
        var rough = Hessian.Measure(hills, place, Workers.One, HessianOptions.Rough(scales));
        var fine = Hessian.Measure(hills, place, Workers.One, new HessianOptions { Scales = scales, MaxCorrections = 2 });
        rough.Evaluations.ShouldBe(fine.Evaluations / 2);
        for (var entry = 0; entry < 9; entry++)
        {
            rough.Matrix[entry].ShouldBe(fine.Matrix[entry], 0.03 * Math.Abs(fine.Matrix[entry / 3 * 4]));
        }
    }
}
