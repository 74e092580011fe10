using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Tests.Comparison;

public class BlockBootstrapTests
{
    private const int Steps = 2000;

    /// <summary>Two traces with a memory of ten steps that share half of their variance.</summary>
    private static (PopulationSeries<double> X, PopulationSeries<double> Y) Pair(ulong index, int steps = Steps)
    {
        var rng = new Rng(21, StreamPurpose.Test, index);
        double[] Smooth()
        {
            var values = new double[steps];
            for (var k = 1; k < steps; k++)
            {
                values[k] = 0.9 * values[k - 1] + Math.Sqrt(0.19) * rng.NextNormal();
            }

            return values;
        }

        var (common, x, y) = (Smooth(), Smooth(), Smooth());
        PopulationSeries<double> Series(double[] own) => new(["A"], 0.01, [[.. common.Zip(own, (a, b) => a + b)]]);
        return (Series(x), Series(y));
    }

    [Fact]
    public void Its_errors_are_the_scatter_over_recordings_and_those_of_short_blocks_are_too_small()
    {
        var measured = Enumerable.Range(0, 150).Select(i => BlockBootstrap.Compare(Pair((ulong)i).X, Pair((ulong)i).Y, 100, (ulong)i)).ToArray();
        static double Spread(IEnumerable<double> values)
        {
            var list = values.ToArray();
            return Math.Sqrt(list.Sum(value => Math.Pow(value - list.Average(), 2)) / (list.Length - 1));
        }

        var (rho, rmse) = (Spread(measured.Select(m => m.Correlation.Across.Mean)), Spread(measured.Select(m => m.Rmse.Across.Mean)));
        (measured.Average(m => m.Correlation.Across.Deviation) / rho).ShouldBe(1, 0.2);
        (measured.Average(m => m.Rmse.Across.Deviation) / rmse).ShouldBe(1, 0.2);
        (measured.Average(m => m.Rmse.PerPopulation[0].Deviation) / rmse).ShouldBe(1, 0.2);
        var single = Enumerable.Range(0, 30).Average(i => BlockBootstrap.Compare(Pair((ulong)i).X, Pair((ulong)i).Y, 1, (ulong)i).Rmse.Across.Deviation);
        (single / rmse).ShouldBeLessThan(0.5);
    }

    [Fact]
    public void The_measures_are_those_of_the_pair_and_too_short_a_pair_has_no_errors()
    {
        var (x, y) = Pair(1, 999);
        var plain = PerTrialAgreement.Compare([x], [y]);
        var measured = BlockBootstrap.Compare(x, y, 100, 1);
        measured.Correlation.Across.Mean.ShouldBe(plain.Correlation.Across.Mean);
        measured.Rmse.Across.Mean.ShouldBe(plain.Rmse.Across.Mean);
        double.IsNaN(measured.Rmse.Across.Deviation).ShouldBeTrue();
        BlockBootstrap.Compare(x, y, 99, 1).Rmse.Across.Deviation.ShouldBeGreaterThan(0);
        BlockBootstrap.Compare(x, x, 99, 1).Rmse.Across.ShouldBe(new MeasureEstimate(0, 0));
    }
}
