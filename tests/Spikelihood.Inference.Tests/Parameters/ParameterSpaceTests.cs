using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Parameters;

public class ParameterSpaceTests
{
    private static ParameterSpace Space => TestPosterior.Parameters;

    [Fact]
    public void Named_values_survive_the_way_to_a_position_and_back()
    {
        var values = new Dictionary<string, double> { ["c[E]"] = 10, ["w[E,E]"] = -4.964, ["delta_u[E]"] = 5 };
        double[] position = new double[3], natural = new double[3];
        Space.ToPosition(Space.FromNames(values), position);
        Space.ToNatural(position, natural);
        var named = Space.ToNames(natural);
        named.Keys.ShouldBe(["w[E,E]", "delta_u[E]", "c[E]"], "names come in the order of the parameters");
        foreach (var (name, value) in values)
        {
            named[name].ShouldBe(value, 1e-14 * Math.Abs(value));
        }
    }

    [Fact]
    public void Unknown_missing_and_impossible_values_are_named()
    {
        Should.Throw<KeyNotFoundException>(() => Space["w[E;E]"]).Message.ShouldContain("the parameters are w[E,E], delta_u[E], c[E]");
        Should.Throw<KeyNotFoundException>(() => Space.FromNames(new Dictionary<string, double> { ["c[E]"] = 1, ["w[E,E]"] = 1 }))
            .Message.ShouldContain("'delta_u[E]' has no value");
        Should.Throw<KeyNotFoundException>(() => Space.FromNames(new Dictionary<string, double> { ["q"] = 1 })).Message.ShouldContain("'q'");
        Should.Throw<ArgumentOutOfRangeException>(
            () => Space.FromNames(new Dictionary<string, double> { ["c[E]"] = -1, ["w[E,E]"] = 1, ["delta_u[E]"] = 5 })).Message.ShouldContain("'c[E]'");
        Should.Throw<ArgumentException>(() => new ParameterSpace([Space["c[E]"], Space["c[E]"]])).Message.ShouldContain("twice");
    }

    [Fact]
    public void Each_support_has_its_transform()
    {
        Transform.For(Support.Real).ShouldBe(new IdentityTransform());
        Transform.For(Support.Positive).ShouldBe(new LogTransform());
        Transform.For(new Uniform(-1, 3).Support).ShouldBe(new LogitTransform(-1, 3));
        Should.Throw<ArgumentException>(() => Transform.For(new Support(2, double.PositiveInfinity)));
    }

    [Fact]
    public void The_logit_keeps_its_bounds_at_any_position()
    {
        var transform = new LogitTransform(-1, 3);
        transform.ToNatural(800).ShouldBe(3);
        transform.ToNatural(-800).ShouldBe(-1);
        transform.LogDerivative(-800).ShouldBe(Math.Log(4) - 800);
        transform.ToNatural(transform.ToPosition(2.5)).ShouldBe(2.5, 1e-14);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_log_jacobian_is_the_determinant_of_the_jacobian(bool coupled)
    {
        ICoordinates coordinates = coupled ? TestPosterior.Centred : Space;
        double[] position = [0.4, 1.1, -0.3], natural = new double[3], gradient = new double[3], back = new double[3];
        coordinates.ToNatural(position, natural);
        coordinates.ToPosition(natural, back);
        back.Zip(position, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-14);
        var determinant = new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(3, 3, coordinates.Jacobian(position)).Determinant();
        coordinates.LogJacobian(position, natural, gradient).ShouldBe(Math.Log(Math.Abs(determinant)), 1e-12);
    }

    [Fact]
    public void Draws_come_from_the_priors_and_depend_on_the_stream_alone()
    {
        var natural = new double[3];
        var again = new double[3];
        var below = new int[3];
        for (var draw = 0; draw < 4000; draw++)
        {
            var rng = new Rng(1, StreamPurpose.Starts, (ulong)draw);
            var copy = new Rng(1, StreamPurpose.Starts, (ulong)draw);
            Space.SamplePrior(ref rng, natural);
            Space.SamplePrior(ref copy, again);
            natural.ShouldBe(again);
            for (var i = 0; i < 3; i++)
            {
                below[i] += natural[i] < Space.Parameters[i].Prior.Quantile(0.25) ? 1 : 0;
            }
        }

        foreach (var count in below)
        {
            (count / 4000.0).ShouldBe(0.25, 0.03);
        }
    }
}
