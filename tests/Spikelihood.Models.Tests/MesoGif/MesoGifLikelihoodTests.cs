using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

public class MesoGifLikelihoodTests
{
    public static TheoryData<string> Cases => [.. MesoGifCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Expected_counts_agree_with_the_plain_recursion(string name)
    {
        var test = MesoGifCase.All[name]();
        var likelihood = Bind(test, Workers.One);
        var expected = likelihood.Expected(likelihood.Layout.Read(test.Network));
        var plain = PlainRecursion.Expected(test.Network, test.Counts, test.Stimulus);
        for (var i = 0; i < expected.Length; i++)
        {
            for (var k = 0; k < test.Counts.Steps; k++)
            {
                // Relative to the population where the correction term nearly cancels the rest.
                expected[i][k].ShouldBe(plain[i][k], 1e-11 * Math.Abs(plain[i][k]) + 1e-13 * test.Network.Populations[i].Size, $"step {k}, population {i}");
            }
        }
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        var test = MesoGifCase.All["a long series of several chunks"]();
        var one = Bind(test, Workers.One);
        var three = Bind(test, new Workers(3));
        var values = one.Layout.Read(test.Network);
        double[] first = new double[values.Length], second = new double[values.Length];
        three.ValueAndGradient(values, second).ShouldBe(one.ValueAndGradient(values, first));
        second.ShouldBe(first);
    }

    [Fact]
    public void A_second_evaluation_repeats_the_first()
    {
        var test = MesoGifCase.All["two adaptation components"]();
        var likelihood = Bind(test, Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        double[] first = new double[values.Length], other = new double[values.Length], again = new double[values.Length];
        var value = likelihood.ValueAndGradient(values, first);
        likelihood.ValueAndGradient([.. values.Select(x => 1.1 * x)], other);
        likelihood.ValueAndGradient(values, again).ShouldBe(value);
        again.ShouldBe(first);
    }

    [Theory]
    [InlineData("tau_m[P0]", -0.01)]
    [InlineData("delta_u[P0]", 0)]
    [InlineData("tau_s[P1]", 0)]
    [InlineData("w[P0,P1]", double.NaN)]
    [InlineData("u_rest[P1]", double.PositiveInfinity)]
    public void Impossible_parameters_have_likelihood_zero(string parameter, double value)
    {
        var test = MesoGifCase.All["two adaptation components"]();
        var likelihood = Bind(test, Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        values[likelihood.Layout.Select([parameter])[0]] = value;
        likelihood.Value(values).ShouldBe(double.NegativeInfinity);
    }

    [Theory]
    [InlineData("c[P0]", 0)]
    [InlineData("c[P0]", 1e12)]
    [InlineData("u_rest[P0]", 1e5)]
    [InlineData("u_rest[P1]", -1e5)]
    [InlineData("w[P0,P1]", 1e9)]
    [InlineData("w[P0,P1]", -1e9)]
    [InlineData("delta_u[P0]", 1e-6)]
    [InlineData("tau_m[P0]", 1e-9)]
    [InlineData("tau_m[P0]", 1e6)]
    [InlineData("tau_s[P0]", 1e-9)]
    [InlineData("tau_s[P0]", 1e9)]
    public void Extreme_parameters_give_finite_values_and_gradients(string parameter, double value)
    {
        var test = MesoGifCase.All["different values, delays and refractory periods"]();
        var likelihood = Bind(test, Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        values[likelihood.Layout.Select([parameter])[0]] = value;
        var gradient = new double[values.Length];
        double.IsFinite(likelihood.ValueAndGradient(values, gradient)).ShouldBeTrue();
        gradient.ShouldAllBe(derivative => double.IsFinite(derivative));
    }

    private static MesoGifLikelihood Bind(MesoGifCase test, Workers workers) =>
        new(test.Network, test.Counts, test.Stimulus, test.From, workers);
}
