using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

public class ProbabilityBoundsTests
{
    private const double Border = ProbabilityBounds.Tolerance;

    [Theory]
    [InlineData(1e-8)]
    [InlineData(3.3e-7)]
    [InlineData(0.31)]
    [InlineData(1 - 1e-8)]
    public void Inside_both_are_the_probability_itself_to_the_last_bit(double p)
    {
        foreach (var bounds in new[] { ProbabilityBounds.Clipped, ProbabilityBounds.Smooth })
        {
            bounds.Of(p).ShouldBe(new BoundedProbability(p, 1 - p, 1));
        }
    }

    [Fact]
    public void Clipped_is_the_border_and_flat_beyond_it()
    {
        ProbabilityBounds.Clipped.Of(-0.3).ShouldBe(new(Border, 1 - Border, 0));
        ProbabilityBounds.Clipped.Of(1.7).ShouldBe(new(1 - Border, Border, 0));
    }

    [Fact]
    public void What_is_not_a_number_stays_none()
    {
        double.IsNaN(ProbabilityBounds.Clipped.Of(double.NaN).Firing).ShouldBeTrue();
        double.IsNaN(ProbabilityBounds.Smooth.Of(double.NaN).Firing).ShouldBeTrue();
    }

    [Fact]
    public void Smooth_increases_everywhere_and_stays_between_0_and_1()
    {
        double[] ratios = [-1e6, -3, -1e-3, -1e-7, -1e-8, 0, 3e-9, 0.999e-8, 1e-8, 2e-8, 1e-3, 0.5];
        BoundedProbability[] low = [.. ratios.Select(ProbabilityBounds.Smooth.Of)], high = [.. ratios.Select(ratio => ProbabilityBounds.Smooth.Of(1 - ratio))];
        low.ShouldAllBe(p => p.Firing > 0 && p.Slope > 0);
        high.ShouldAllBe(p => p.Silent > 0 && p.Slope > 0);
        low.Zip(low.Skip(1)).ShouldAllBe(pair => pair.First.Firing < pair.Second.Firing);
        high.Zip(high.Skip(1)).ShouldAllBe(pair => pair.First.Silent < pair.Second.Silent);
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-3)]
    [InlineData(1e-4)]
    public void At_both_borders_value_slope_and_curvature_go_on(double step)
    {
        // Outside, in units of the border: value 1 - h + h^3 + ..., slope 1 - 3 h^2 + ...: the straight line inside and no curvature.
        var low = ProbabilityBounds.Smooth.Of(Border * (1 - step));
        (low.Firing / Border).ShouldBe(1 - step, 1.1 * Math.Pow(step, 3) + 1e-14);
        low.Slope.ShouldBe(1, 3.1 * step * step);

        // Near 1, a number is known to a hundred-millionth of the border.
        var high = ProbabilityBounds.Smooth.Of(1 - Border * (1 - step));
        (high.Silent / Border).ShouldBe(1 - step, 1.1 * Math.Pow(step, 3) + 2e-8);
        high.Slope.ShouldBe(1, 3.1 * step * step + 2e-8);
    }

    [Fact]
    public void Far_out_the_logarithm_falls_like_twice_that_of_the_distance()
    {
        foreach (var distance in new[] { 1e-3, 1.0, 1e3 })
        {
            var expected = Math.Log(Border) - 2 * Math.Log(distance / Border);
            Math.Log(ProbabilityBounds.Smooth.Of(-distance).Firing).ShouldBe(expected, 1e-4);
            Math.Log(ProbabilityBounds.Smooth.Of(1 + distance).Silent).ShouldBe(expected, 1e-4);
        }
    }

    [Theory]
    [InlineData("different values, delays and refractory periods")]
    [InlineData("silent data")]
    public void A_likelihood_whose_probabilities_stay_inside_is_the_same_to_the_last_bit(string name)
    {
        var test = MesoGifCase.All[name]();
        var (clipped, smooth) = (Bind(test, ProbabilityBounds.Clipped), Bind(test, ProbabilityBounds.Smooth));
        var values = clipped.Layout.Read(test.Network);
        var inside = clipped.Expected(values).Select((row, i) => row.Skip(test.From).All(n => n / test.Network.Populations[i].Size is >= Border and <= 1 - Border)).All(all => all);
        inside.ShouldBeTrue();
        double[] a = new double[values.Length], b = new double[values.Length];
        smooth.ValueAndGradient(values, a).ShouldBe(clipped.ValueAndGradient(values, b));
        a.ShouldBe(b);
    }

    [Fact]
    public void A_likelihood_counts_each_step_with_its_bounded_probability()
    {
        var test = MesoGifCase.SilentPopulationFires();
        foreach (var bounds in new[] { ProbabilityBounds.Clipped, ProbabilityBounds.Smooth })
        {
            var likelihood = Bind(test, bounds);
            var values = likelihood.Layout.Read(test.Network);
            var (sum, outside) = (0.0, 0);
            foreach (var (expected, i) in likelihood.Expected(values).Select((row, i) => (row, i)))
            {
                var size = test.Network.Populations[i].Size;
                for (var k = test.From; k < test.Counts.Steps; k++)
                {
                    var (ratio, n) = (expected[k] / size, test.Counts.Of(i)[k]);
                    var s = ratio / Border - 1;
                    var p = ratio >= Border ? ratio : bounds == ProbabilityBounds.Clipped ? Border : Border / (1 - s + s * s);
                    outside += ratio < Border ? 1 : 0;
                    sum += LogChoose(size, n) + n * Math.Log(p) + (size - n) * Math.Log(1 - p);
                }
            }

            outside.ShouldBeGreaterThan(20);
            likelihood.Value(values).ShouldBe(sum, 1e-10 * Math.Abs(sum));
        }
    }

    [Fact]
    public void The_information_keeps_to_the_likelihood_where_probabilities_are_bounded()
    {
        var test = MesoGifCase.SilentPopulationFires();
        var likelihood = Bind(test, ProbabilityBounds.Smooth);
        var values = likelihood.Layout.Read(test.Network);
        int[] places = [likelihood.Layout.EscapeRate(1), likelihood.Layout.NoiseLevel(1), likelihood.Layout.EscapeRate(0)];
        double[] units = [.. places.Select(place => values[place])], gradient = new double[values.Length];
        var information = CountInformation.Measure(likelihood, [.. test.Network.Populations.Select(population => population.Size)], values, [.. places], units, Workers.One);
        likelihood.ValueAndGradient(values, gradient);
        var score = information.Score([.. test.Network.Populations.Select((_, i) => test.Counts.Of(i).ToArray().Select(n => (double)n).ToArray())]);
        for (var i = 0; i < places.Length; i++)
        {
            score[i].ShouldBe(gradient[places[i]] * units[i], 1e-6 * Math.Abs(gradient[places[i]] * units[i]));
        }
    }

    private static MesoGifLikelihood Bind(MesoGifCase test, ProbabilityBounds bounds) =>
        new(test.Network, test.Counts, test.Stimulus, test.From, Workers.One, bounds: bounds);

    private static double LogChoose(int size, int n)
    {
        var sum = 0.0;
        for (var i = 1; i <= n; i++)
        {
            sum += Math.Log((size - n + i) / (double)i);
        }

        return sum;
    }
}
