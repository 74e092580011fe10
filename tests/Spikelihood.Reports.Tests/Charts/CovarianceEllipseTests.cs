using Spikelihood.Numerics.Randomness;
using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Tests.Charts;

public class CovarianceEllipseTests
{
    [Theory]
    [InlineData(4, 1, 1.5)]
    [InlineData(1, 9, -2.4)]
    [InlineData(2, 2, 0)]
    [InlineData(1e-6, 1e4, 0.05)]
    public void Its_axes_are_those_of_the_eigen_decomposition(double a, double b, double c)
    {
        var outline = new CovarianceEllipse(3, -5, a, b, c).Outline(2, 72_001).Select(point => (X: point.X - 3, Y: point.Y + 5)).ToArray();
        var half = Math.Sqrt((a - b) * (a - b) / 4 + c * c);
        var (largest, smallest) = ((a + b) / 2 + half, (a + b) / 2 - half);
        var radii = outline.Select(point => Math.Sqrt(point.X * point.X + point.Y * point.Y)).ToArray();
        radii.Max().ShouldBe(2 * Math.Sqrt(largest), 1e-6 * radii.Max());
        radii.Min().ShouldBe(2 * Math.Sqrt(smallest), 1e-3 * radii.Min());
        if (c != 0)
        {
            // The longest radius points along the first eigenvector: (A - λ) v = 0.
            var tip = outline[Array.IndexOf(radii, radii.Max())];
            ((a - largest) * tip.X + c * tip.Y).ShouldBe(0, 1e-3 * Math.Abs(c * tip.Y));
        }
    }

    [Fact]
    public void All_of_its_points_are_two_standard_deviations_from_the_mean_and_it_is_closed()
    {
        var (a, b, c) = (4.0, 1.0, 1.5);
        var points = new CovarianceEllipse(1, 2, a, b, c).Outline(2, 49).ToArray();
        foreach (var (x, y) in points)
        {
            var (u, v) = (x - 1, y - 2);
            ((b * u * u - 2 * c * u * v + a * v * v) / (a * b - c * c)).ShouldBe(4, 1e-9);
        }

        points[^1].X.ShouldBe(points[0].X, 1e-9);
        points[^1].Y.ShouldBe(points[0].Y, 1e-9);
    }

    [Fact]
    public void It_holds_as_many_normal_draws_as_it_says()
    {
        var rng = new Rng(3, StreamPurpose.Test, 0);
        var (x, y) = (new double[40_000], new double[40_000]);
        for (var i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (rng.NextNormal(), rng.NextNormal());
            y[i] = 10 + 3 * (0.8 * x[i] + 0.6 * y[i]);
        }

        var ellipse = CovarianceEllipse.Of(x, y);
        ellipse.Correlation.ShouldBe(0.8, 0.01);
        ellipse.VarianceY.ShouldBe(9, 0.2);
        var det = ellipse.VarianceX * ellipse.VarianceY - ellipse.Covariance * ellipse.Covariance;
        var inside = x.Zip(y).Count(point =>
        {
            var (u, v) = (point.First - ellipse.MeanX, point.Second - ellipse.MeanY);
            return (ellipse.VarianceY * u * u - 2 * ellipse.Covariance * u * v + ellipse.VarianceX * v * v) / det <= 4;
        });
        (inside / 40_000.0).ShouldBe(CovarianceEllipse.ShareWithinTwo, 0.006);
    }

    [Fact]
    public void Constant_variables_make_a_line_or_a_point()
    {
        CovarianceEllipse.Of([1, 2, 3], [5, 5, 5]).Outline(2, 9).ShouldAllBe(point => point.Y == 5);
        CovarianceEllipse.Of([4.0], [5.0]).Outline(2, 9).ShouldAllBe(point => point.X == 4 && point.Y == 5);
        CovarianceEllipse.Of([double.NaN], [5.0]).Correlation.ShouldBe(0);
    }
}
