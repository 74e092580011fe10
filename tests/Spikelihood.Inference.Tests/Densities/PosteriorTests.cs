using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Tests.Densities;

public class PosteriorTests
{
    private static readonly double[] Natural = [1.5, 4.2, 8.1];

    [Fact]
    public void The_density_of_the_natural_values_does_not_depend_on_coordinates()
    {
        var independent = PartsIn(TestPosterior.Parameters);
        var coupled = PartsIn(TestPosterior.Centred);
        coupled.LogLikelihood.ShouldBe(independent.LogLikelihood, 1e-11);
        coupled.LogPrior.ShouldBe(independent.LogPrior, 1e-11);
        Math.Abs(coupled.LogJacobian - independent.LogJacobian).ShouldBeGreaterThan(1e-3);
        coupled.Total.ShouldBe(coupled.LogLikelihood + coupled.LogPrior + coupled.LogJacobian);
    }

    [Fact]
    public void The_prior_is_that_of_the_paper()
    {
        var expected = -0.5 * 1.5 * 1.5 / 16 - Math.Log(4 * Math.Sqrt(2 * Math.PI))
            + 2 * Math.Log(4.2) - 4.2 / 1.5 - Math.Log(2 * 1.5 * 1.5 * 1.5)
            + Math.Log(8.1) - 8.1 / 5 - Math.Log(25);
        PartsIn(TestPosterior.Parameters).LogPrior.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Without_the_prior_only_the_likelihood_is_left()
    {
        var position = new double[3];
        TestPosterior.Centred.ToPosition(Natural, position);
        var likelihood = TestPosterior.In(TestPosterior.Centred, withPrior: false).Evaluate(position, new double[3]);
        likelihood.ShouldBe(TestPosterior.LogLikelihood(Natural, new double[3]), 1e-11);
    }

    [Fact]
    public void A_position_whose_values_overflow_has_density_zero()
    {
        var gradient = new double[3];
        TestPosterior.In(TestPosterior.Parameters).Evaluate([0, 0, 1000], gradient).ShouldBe(double.NegativeInfinity);
        TestPosterior.In(TestPosterior.Parameters).Evaluate([0, -1000, 0], gradient).ShouldBe(double.NegativeInfinity);
        gradient.ShouldAllBe(value => double.IsNaN(value));
    }

    [Fact]
    public void Without_data_the_information_is_the_curvature_of_the_prior()
    {
        var prior = new Posterior(TestPosterior.Parameters, TestPosterior.Parameters, NoData);
        var position = new double[3];
        TestPosterior.Parameters.ToPosition(Natural, position);
        var information = new double[9];
        new PosteriorCurvature(prior, (_, matrix) => matrix.Clear()).Information(position, information);
        var hessian = Hessian.Measure(prior, position, Workers.One, cancellation: TestContext.Current.CancellationToken).Matrix;
        for (var entry = 0; entry < 9; entry++)
        {
            information[entry].ShouldBe(-hessian[entry], 1e-6);
        }

        static double NoData(ReadOnlySpan<double> natural, Span<double> gradient)
        {
            gradient.Clear();
            return 0;
        }
    }

    [Fact]
    public void Information_follows_the_coordinates()
    {
        var (independent, coupled) = (InformationIn(TestPosterior.Parameters), InformationIn(TestPosterior.Centred));

        // The same quadratic form: a displacement in natural units has one length, whatever the coordinates.
        double[] displacement = [0.3, -0.2, 0.9];
        LengthOf(displacement, TestPosterior.Parameters, independent).ShouldBe(LengthOf(displacement, TestPosterior.Centred, coupled), 1e-10);
        LengthOf(displacement, TestPosterior.Parameters, independent).ShouldBeGreaterThan(0.01);
    }

    private static double[] InformationIn(ICoordinates coordinates)
    {
        double[] position = new double[3], matrix = new double[9];
        coordinates.ToPosition(Natural, position);
        new PosteriorCurvature(TestPosterior.In(coordinates), TestPosterior.Fisher).Information(position, matrix);
        return matrix;
    }

    private static double LengthOf(double[] displacement, ICoordinates coordinates, double[] information)
    {
        var position = new double[3];
        coordinates.ToPosition(Natural, position);
        var jacobian = new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(3, 3, coordinates.Jacobian(position)).Transpose();
        var moved = jacobian.Solve(new MathNet.Numerics.LinearAlgebra.Double.DenseVector(displacement));
        return moved * (new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(3, 3, information) * moved);
    }

    private static PosteriorParts PartsIn(ICoordinates coordinates)
    {
        var position = new double[3];
        coordinates.ToPosition(Natural, position);
        return TestPosterior.In(coordinates).Parts(position, new double[3]);
    }
}
