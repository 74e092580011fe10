using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

public class CountInformationTests
{
    public static TheoryData<string> Regular =>
        [.. MesoGifCase.All.Keys.Where(name => name is not ("firing probabilities that reach 1" or "a long series of several chunks" or "one population, one neuron"))];

    [Theory]
    [MemberData(nameof(Regular))]
    public void The_score_of_its_derivatives_is_the_exact_gradient(string name)
    {
        var test = MesoGifCase.All[name]();
        var (likelihood, values, units) = Bind(test);
        var information = Measure(test, likelihood, values, units, Workers.One);
        var gradient = new double[values.Length];
        likelihood.ValueAndGradient(values, gradient);
        double[][] counts = [.. test.Network.Populations.Select((_, i) => test.Counts.Of(i).ToArray().Select(n => (double)n).ToArray())];
        var score = information.Score(counts);
        for (var i = 0; i < score.Length; i++)
        {
            // A score is a sum of terms of both signs; their size is that of the information.
            var size = Math.Sqrt(information.Matrix[i * values.Length + i]) + Math.Abs(gradient[i] * units[i]);
            score[i].ShouldBe(gradient[i] * units[i], 1e-7 * size + 1e-9, likelihood.Layout.All[i].Name);
        }
    }

    [Fact]
    public void It_does_not_depend_on_the_number_of_threads()
    {
        var test = MesoGifCase.All["two adaptation components"]();
        var (likelihood, values, units) = Bind(test);
        Measure(test, likelihood, values, units, new Workers(3)).Matrix.ShouldBe(Measure(test, likelihood, values, units, Workers.One).Matrix);
    }

    [Fact]
    public void On_average_over_data_it_is_minus_the_Hessian_and_the_covariance_of_the_score()
    {
        var test = MesoGifCase.All["different values, delays and refractory periods"]();
        var layout = new ParameterLayout(test.Network);
        int[] places = [layout.Weight(0, 1), layout.MembraneTimeConstant(0), layout.EscapeRate(1), layout.NoiseLevel(2), layout.AdaptationStrength(0, 0)];
        var values = layout.Read(test.Network);
        double[] units = [.. places.Select(place => Math.Abs(values[place]))];
        var simulator = new MesoGifSimulator(test.Network);
        const int Trials = 24;
        var (size, steps) = (places.Length, test.Counts.Steps);
        double[] mean = new double[size * size], hessian = new double[size * size], outer = new double[size * size], spread = new double[size * size];
        for (var trial = 0; trial < Trials; trial++)
        {
            var counts = simulator.Simulate(test.Stimulus, 17, trial).Counts;
            var likelihood = new MesoGifLikelihood(test.Network, counts, test.Stimulus, steps / 4, Workers.One);
            var information = CountInformation.Measure(likelihood, Sizes(test), values, [.. places], units, Workers.One).Matrix;
            var score = Gradient(likelihood, values, -1, 0);
            for (var i = 0; i < size; i++)
            {
                const double Step = 1e-4;
                var (above, below) = (Gradient(likelihood, values, i, Step), Gradient(likelihood, values, i, -Step));
                for (var j = 0; j < size; j++)
                {
                    var curvature = (below[j] - above[j]) / (2 * Step);
                    mean[i * size + j] += information[i * size + j] / Trials;
                    hessian[i * size + j] += curvature / Trials;
                    outer[i * size + j] += score[i] * score[j] / Trials;
                    spread[i * size + j] += Math.Pow(curvature - information[i * size + j], 2) / Trials;
                }
            }
        }

        for (var entry = 0; entry < mean.Length; entry++)
        {
            var unit = Math.Sqrt(mean[entry / size * (size + 1)] * mean[entry % size * (size + 1)]);
            Math.Abs(hessian[entry] - mean[entry]).ShouldBeLessThan(4 * Math.Sqrt(spread[entry] / Trials) + 1e-4 * unit);
            // A product of two normal variables has a variance of at most twice the product of their own.
            Math.Abs(outer[entry] - mean[entry]).ShouldBeLessThan(4 * unit * Math.Sqrt(2.0 / Trials));
        }

        double[] Gradient(MesoGifLikelihood likelihood, double[] at, int moved, double step)
        {
            double[] there = [.. at], gradient = new double[at.Length];
            if (moved >= 0)
            {
                there[places[moved]] += step * units[moved];
            }

            likelihood.ValueAndGradient(there, gradient);
            return [.. places.Select((place, i) => gradient[place] * units[i])];
        }
    }

    [Fact]
    public void The_distance_of_other_values_is_the_information_times_the_step()
    {
        var test = MesoGifCase.All["two adaptation components"]();
        var (likelihood, values, units) = Bind(test);
        var information = Measure(test, likelihood, values, units, Workers.One);
        double[] step = [.. values.Select((_, i) => 1e-6 * Math.Sin(1 + i))];
        var distance = information.Distance([.. values.Select((value, i) => value + step[i] * units[i])]);
        for (var i = 0; i < distance.Length; i++)
        {
            var expected = step.Select((s, j) => s * information.Matrix[i * step.Length + j]).ToArray();
            distance[i].ShouldBe(expected.Sum(), 1e-3 * expected.Sum(Math.Abs) + 1e-9);
        }
    }

    private static (MesoGifLikelihood Likelihood, double[] Values, double[] Units) Bind(MesoGifCase test)
    {
        var likelihood = new MesoGifLikelihood(test.Network, test.Counts, test.Stimulus, test.From, Workers.One);
        var values = likelihood.Layout.Read(test.Network);
        return (likelihood, values, [.. values.Select(value => value == 0 ? 1 : Math.Abs(value))]);
    }

    private static CountInformation Measure(MesoGifCase test, MesoGifLikelihood likelihood, double[] values, double[] units, Workers workers) =>
        CountInformation.Measure(likelihood, Sizes(test), values, [.. Enumerable.Range(0, values.Length)], units, workers);

    private static ImmutableArray<int> Sizes(MesoGifCase test) => [.. test.Network.Populations.Select(population => population.Size)];
}
