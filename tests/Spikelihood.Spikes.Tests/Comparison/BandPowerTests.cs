using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Tests.Comparison;

public class BandPowerTests
{
    private static readonly (double From, double To)[] Bands = [(1, 2), (4, 16), (64, 250)];

    /// <summary>Independent neurons of 20 Hz, in steps of 2 ms.</summary>
    private static PopulationSeries<double>[] Trials(int count, int seconds, ulong first, double rate = 20) =>
    [
        .. Enumerable.Range(0, count).Select(trial =>
        {
            var rng = new Rng(31, StreamPurpose.Test, first + (ulong)trial);
            var counts = Enumerable.Range(0, 500 * seconds).Select(_ => BinomialSampler.Sample(ref rng, 10, rate * 0.002)).ToArray();
            return Activity.FromCounts(new PopulationSeries<int>(["A"], 0.002, [counts]), [10]);
        }),
    ];

    [Fact]
    public void Densities_are_those_of_the_spectrum()
    {
        var trials = Trials(2, 5, 0);
        var powers = BandPower.Of(trials, 0, Bands);
        for (var band = 0; band < Bands.Length; band++)
        {
            powers[band].Mean.ShouldBe(trials.Average(trial => PowerSpectrum.TwoSided(trial.Of(0), 0.002).BandMean(Bands[band].From, Bands[band].To)), 1e-12);
            // Ten neurons of 20 Hz: rate (1 - rate dt) / size.
            powers[band].Mean.ShouldBe(2 * 0.96, 5 * powers[band].Error);
        }

        double.IsNaN(BandPower.Of(trials, 0, [(100, 300)])[0].Mean).ShouldBeTrue();
        BandPower.Of([trials[0].Slice(0, 300)], 0, Bands).ShouldAllBe(power => double.IsNaN(power.Mean));
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(10, 2)]
    public void The_error_of_a_ratio_is_its_scatter(int trials, int seconds)
    {
        var ratios = Enumerable.Range(0, 200).Select(i =>
        {
            var (a, b) = (Trials(trials, seconds, (ulong)(1000 * i)), Trials(trials, seconds, (ulong)(1000 * i + 500)));
            return BandPower.Of(b, 0, Bands)[1].Over(BandPower.Of(a, 0, Bands)[1]);
        }).ToArray();
        ratios.Average(ratio => ratio.Mean).ShouldBe(1, 0.03);
        var scatter = Math.Sqrt(ratios.Average(ratio => (ratio.Mean - 1) * (ratio.Mean - 1)));
        (Math.Sqrt(ratios.Average(ratio => ratio.Error * ratio.Error)) / scatter).ShouldBe(1, 0.2);
    }
}
