using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>Old cohorts merged, against every age bin on its own. The gradients are in the list of derivatives.</summary>
public class MergedLikelihoodTests
{
    public static TheoryData<string> Cases => [.. MergedCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_log_likelihood_keeps_the_bound(string name)
    {
        var test = MergedCase.All[name]();
        var likelihood = test.Bind(Workers.One);
        likelihood.IsMerged.ShouldContain(true);
        var error = likelihood.MeasureError(likelihood.Layout.Read(test.Network));
        error.ShouldNotBe(0);
        error.ShouldBeInRange(-AgeGrid.Growing.ErrorBound, AgeGrid.Growing.ErrorBound);
    }

    [Theory]
    [InlineData(0.97)]
    [InlineData(1.03)]
    public void It_keeps_the_bound_around_the_values_it_was_planned_at(double factor)
    {
        var test = MergedCase.All["Table 7"]();
        var likelihood = test.Bind(Workers.One);
        var values = likelihood.Layout.Read(test.Network).Select(value => factor * value).ToArray();
        likelihood.MeasureError(values).ShouldBeInRange(-AgeGrid.Growing.ErrorBound, AgeGrid.Growing.ErrorBound);
    }

    [Theory]
    [InlineData("Table 7")]
    [InlineData("two adaptation components")]
    [InlineData("a burst that is left alone")]
    public void The_gradient_is_nearly_that_of_every_bin_on_its_own(string name)
    {
        var test = MergedCase.All[name]();
        var likelihood = test.Bind(Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        double[] merged = new double[values.Length], exact = new double[values.Length];
        likelihood.ValueAndGradient(values, merged);
        likelihood.On(AgeGrid.Exact).ValueAndGradient(values, exact);
        for (var i = 0; i < values.Length; i++)
        {
            merged[i].ShouldBe(exact[i], 2e-4 * Math.Abs(exact[i]) + 1e-3, likelihood.Layout.All[i].Name);
        }
    }

    [Fact]
    public void A_tighter_bound_is_kept_too()
    {
        var test = MergedCase.All["Table 7"]();
        var likelihood = test.Bind(Workers.One).On(new AgeGrid(1e-5));
        likelihood.IsMerged[0].ShouldBeTrue();
        likelihood.MeasureError(likelihood.Layout.Read(test.Network)).ShouldBeInRange(-1e-5, 1e-5);
    }

    [Theory]
    [InlineData("a window of some groups")]
    [InlineData("a burst that is left alone")]
    [InlineData("four populations")]
    public void The_result_does_not_depend_on_the_number_of_threads(string name)
    {
        var test = MergedCase.All[name]();
        var one = test.Bind(Workers.One);
        var values = one.Layout.Read(test.Network);
        double[] first = new double[values.Length], second = new double[values.Length];
        test.Bind(new Workers(3)).ValueAndGradient(values, second).ShouldBe(one.ValueAndGradient(values, first));
        second.ShouldBe(first);
    }

    [Fact]
    public void A_second_evaluation_repeats_the_first()
    {
        var test = MergedCase.All["a burst that is left alone"]();
        var likelihood = test.Bind(Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        double[] first = new double[values.Length], again = new double[values.Length];
        var value = likelihood.ValueAndGradient(values, first);
        likelihood.ValueAndGradient([.. values.Select(x => 1.1 * x)], again);
        likelihood.ValueAndGradient(values, again).ShouldBe(value);
        again.ShouldBe(first);
    }

    [Fact]
    public void Windows_too_short_to_gain_by_it_are_not_merged_and_change_nothing()
    {
        var test = MergedCase.All["Table 7"]();
        var network = test.Network with { AgeBins = [100, 100] };
        var likelihood = new MesoGifLikelihood(network, test.Counts, test.Stimulus, test.From, Workers.One, AgeGrid.Growing);
        var values = likelihood.Layout.Read(network);
        likelihood.IsMerged.ShouldBe([false, false]);
        likelihood.Value(values).ShouldBe(likelihood.On(AgeGrid.Exact).Value(values));
    }

    [Fact]
    public void The_network_says_which_grid_unless_told_otherwise()
    {
        var test = MergedCase.All["a window of some groups"]();
        test.Network.AgeGrid.ShouldBe(AgeGrid.Exact);
        var growing = test.Network with { AgeGrid = AgeGrid.Growing };
        new MesoGifLikelihood(growing, test.Counts, test.Stimulus, 0, Workers.One).IsMerged[0].ShouldBeTrue();
        new MesoGifLikelihood(growing, test.Counts, test.Stimulus, 0, Workers.One, AgeGrid.Exact).IsMerged[0].ShouldBeFalse();
    }

    [Theory]
    [InlineData("tau_m[E]", 1e-9)]
    [InlineData("tau_m[E]", 1e6)]
    [InlineData("tau_theta[E]", 1e-6)]
    [InlineData("tau_theta[E]", 1e6)]
    [InlineData("J_theta[E]", -1)]
    [InlineData("J_theta[E]", 1e4)]
    [InlineData("u_rest[E]", 1e5)]
    [InlineData("u_rest[E]", -1e5)]
    [InlineData("u_r[E]", -1e6)]
    [InlineData("delta_u[E]", 1e-3)]
    [InlineData("c[E]", 0)]
    [InlineData("c[E]", 1e12)]
    public void Extreme_parameters_give_finite_values_and_gradients(string parameter, double value)
    {
        var test = MergedCase.All["a window of some groups"]();
        var likelihood = test.Bind(Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        values[likelihood.Layout.Select([parameter])[0]] = value;
        var gradient = new double[values.Length];
        double.IsFinite(likelihood.ValueAndGradient(values, gradient)).ShouldBeTrue();
        gradient.ShouldAllBe(derivative => double.IsFinite(derivative));
    }

    [Fact]
    public void Expected_counts_belong_to_the_merged_value()
    {
        var test = MergedCase.All["Table 7"]() with { Network = Table7.TwoPopulations() with { AgeBins = [1000, 1000] } };
        var likelihood = test.Bind(Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        var merged = likelihood.Expected(values);
        var exact = likelihood.On(AgeGrid.Exact).Expected(values);
        for (var k = 0; k < test.Counts.Steps; k++)
        {
            merged[0][k].ShouldBe(exact[0][k], 1e-6 * exact[0][k], $"step {k}");
        }
    }
}
