using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Tests.Statistics;

public class PowerSpectrumTests
{
    private const int Steps = 60_000, Size = 100;
    private const double TimeStep = 0.001, Rate = 20;

    private static double[] IndependentSpikes()
    {
        var rng = new Rng(5, StreamPurpose.Test, 0);
        var counts = new int[Steps];
        for (var k = 0; k < Steps; k++)
        {
            for (var neuron = 0; neuron < Size; neuron++)
            {
                counts[k] += rng.NextDouble() < Rate * TimeStep ? 1 : 0;
            }
        }

        return Activity.FromCounts(new PopulationSeries<int>(["E"], TimeStep, [counts]), [Size]).Of(0).ToArray();
    }

    [Fact]
    public void Independent_neurons_have_a_flat_spectrum_of_rate_over_size()
    {
        var activity = IndependentSpikes();
        // Bernoulli spikes: r (1 - r dt) / N. A band of m frequencies averaged over S segments scatters by 1/sqrt(m S).
        var level = Rate * (1 - Rate * TimeStep) / Size;
        var spectrum = PowerSpectrum.TwoSided(activity, TimeStep);
        spectrum.Frequencies[1].ShouldBe(1, 1e-12);
        spectrum.Frequencies[^1].ShouldBe(500, 1e-9);
        foreach (var (from, to) in new[] { (1, 5), (5, 20), (20, 80), (80, 320), (320, 480) })
        {
            spectrum.BandMean(from, to).ShouldBe(level, 4 * level / Math.Sqrt((to - from) * Steps * TimeStep));
        }

        var welch = PowerSpectrum.Welch(activity, TimeStep, 1000);
        welch.BandMean(10, 480).ShouldBe(2 * level, 2 * level * 4 / Math.Sqrt(470 * Steps * TimeStep / 2));
    }

    [Fact]
    public void The_two_sided_density_integrates_to_the_variance()
    {
        var activity = IndependentSpikes()[..1000];
        foreach (var length in new[] { 1000, 999 })
        {
            var trace = activity[..length];
            var spectrum = PowerSpectrum.TwoSided(trace, TimeStep, length * TimeStep);
            var sum = spectrum.Density.Select((density, k) => k > 0 && 2 * k < length ? 2 * density : density).Sum();
            (sum / (length * TimeStep)).ShouldBe(Math.Pow(Activity.StandardDeviation(trace), 2), 1e-9);
        }
    }

    [Fact]
    public void A_sine_peaks_at_its_frequency()
    {
        var sine = Enumerable.Range(0, 5000).Select(k => 3 + 2 * Math.Sin(2 * Math.PI * 40 * k * TimeStep)).ToArray();
        var spectrum = PowerSpectrum.TwoSided(sine, TimeStep);
        var peak = spectrum.Peak(2, 200);
        peak.Frequency.ShouldBe(40, 1e-9);
        // A sine of amplitude a in a segment of T seconds: a^2 T / 4 on each side.
        peak.Density.ShouldBe(1, 1e-9);
        spectrum.BandMean(50, 60).ShouldBe(0, 1e-12);
        double.IsNaN(spectrum.BandMean(600, 700)).ShouldBeTrue();
    }

    [Fact]
    public void Neighbouring_bands_share_no_frequency()
    {
        var spectrum = new PowerSpectrum([.. Enumerable.Range(0, 50).Select(k => k * (1 / 3.0))], [.. Enumerable.Range(0, 50).Select(k => (double)k)]);
        spectrum.BandMean(1, 2).ShouldBe(4);
        spectrum.BandMean(2, 3).ShouldBe(7);
    }

    [Fact]
    public void A_trace_shorter_than_a_segment_is_refused() =>
        Should.Throw<ArgumentException>(() => PowerSpectrum.TwoSided(new double[500], TimeStep)).Message.ShouldContain("no segment of 1000");
}
