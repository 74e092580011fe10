using MathNet.Numerics.LinearAlgebra.Double;
using Spikelihood.Inference.Identifiability;

namespace Spikelihood.Inference.Tests.Identifiability;

public class PrecisionTests
{
    private static readonly double[] Seen = NullSpaceTests.Information(1, [3, 1, 0, 2], [0, 5, 1, 0], [1, 0, 0.2, 0], [1, 1, 1, 1]);

    [Fact]
    public void Standard_deviations_are_those_of_the_inverse()
    {
        var precision = Precision.Of(Seen, 4, []).ShouldNotBeNull();
        var covariance = new DenseMatrix(4, 4, Seen).Inverse();
        for (var i = 0; i < 4; i++)
        {
            precision.Marginal(i).ShouldBe(Math.Sqrt(covariance[i, i]), 1e-10);
            precision.Conditional(i).ShouldBe(1 / Math.Sqrt(Seen[5 * i]), 1e-12);
            precision.Marginal(i).ShouldBeGreaterThanOrEqualTo(precision.Conditional(i));
        }

        precision.OfPair(0, 2, -1).ShouldBe(Math.Sqrt(covariance[0, 0] + covariance[2, 2] - 2 * covariance[0, 2]), 1e-10);
        precision.Covariance([1, -2, 0, 3]).ShouldBe(covariance.Multiply(DenseVector.OfArray([1, -2, 0, 3])).ToArray(), 1e-10);
    }

    [Fact]
    public void Fixed_coordinates_are_known_and_the_others_know_it()
    {
        var precision = Precision.Of(Seen, 4, [1, 3]).ShouldNotBeNull();
        var covariance = DenseMatrix.OfArray(new[,] { { Seen[0], Seen[2] }, { Seen[8], Seen[10] } }).Inverse();
        precision.Marginal(0).ShouldBe(Math.Sqrt(covariance[0, 0]), 1e-10);
        precision.Marginal(2).ShouldBe(Math.Sqrt(covariance[1, 1]), 1e-10);
        precision.Marginal(1).ShouldBe(0);
        Precision.Of(Seen, 4, [0, 1, 2, 3]).ShouldNotBeNull().Marginal(2).ShouldBe(0);
    }

    [Fact]
    public void What_the_data_determine_is_known_as_well_whichever_is_fixed()
    {
        var degenerate = NullSpaceTests.Information(1, [1, 1, 0], [0, 0, 2], [1, 1, 1]);
        var (first, second) = (Precision.Of(degenerate, 3, [0]).ShouldNotBeNull(), Precision.Of(degenerate, 3, [1]).ShouldNotBeNull());
        first.OfPair(0, 1, 1).ShouldBe(second.OfPair(0, 1, 1), 1e-12);
        first.Marginal(2).ShouldBe(second.Marginal(2), 1e-12);
    }

    [Fact]
    public void Without_enough_fixed_there_is_no_answer()
    {
        Precision.Of(NullSpaceTests.Information(1, [0, 1]), 2, []).ShouldBeNull();
        Precision.Of([1, 2, 2, 1], 2, []).ShouldBeNull();
    }

    [Fact]
    public void Loose_directions_are_the_principal_ones_worst_first()
    {
        // Along (1, 1) the standard deviation is 4, along (1, -1) 0.5, the third's is 0.1 and moves nothing else.
        double along = 1 / 16.0 / 2, across = 4 / 2.0;
        var loose = Precision.Of([along + across, along - across, 0, along - across, along + across, 0, 0, 0, 100], 3, []).ShouldNotBeNull().Loose(0.3);
        loose.Length.ShouldBe(2);
        loose[0].StandardDeviation.ShouldBe(4, 1e-9);
        loose[0].Change.ShouldBe([4 / Math.Sqrt(2), 4 / Math.Sqrt(2), 0], 1e-9);
        loose[1].StandardDeviation.ShouldBe(0.5, 1e-9);
        loose[1].Change[0].ShouldBe(-loose[1].Change[1], 1e-9);
    }

    [Fact]
    public void A_covariance_gives_what_its_inverse_gives()
    {
        var covariance = new DenseMatrix(4, 4, Seen).Inverse().ToColumnMajorArray();
        var (direct, inverse) = (Precision.OfCovariance(covariance, 4).ShouldNotBeNull(), Precision.Of(Seen, 4, []).ShouldNotBeNull());
        for (var i = 0; i < 4; i++)
        {
            direct.Marginal(i).ShouldBe(inverse.Marginal(i), 1e-9);
            direct.Conditional(i).ShouldBe(inverse.Conditional(i), 1e-9);
        }

        Precision.OfCovariance([1, 0, 0, 0], 2).ShouldBeNull();
    }

    [Fact]
    public void The_tightest_combination_has_the_least_variance_of_its_members()
    {
        // Along (1, -1) of the first two 0.1, along (1, 1) 3; the third 2 on its own.
        double along = 9 / 2.0, across = 0.01 / 2;
        double[] covariance = [along + across, along - across, 0, along - across, along + across, 0, 0, 0, 4];
        var tightest = Precision.OfCovariance(covariance, 3).ShouldNotBeNull().Tightest(2).ShouldNotBeNull();
        tightest.StandardDeviation.ShouldBe(0.1, 1e-9);
        tightest.Coefficients[0].ShouldBe(-tightest.Coefficients[1], 1e-9);
        tightest.Coefficients.Sum(c => c * c).ShouldBe(1, 1e-9);
        tightest.Coefficients[2].ShouldBe(0);

        // With one member it is the one that has most part, on its own.
        Precision.OfCovariance(covariance, 3).ShouldNotBeNull().Tightest(1).ShouldNotBeNull().StandardDeviation.ShouldBe(Math.Sqrt(along + across), 1e-9);
    }
}
