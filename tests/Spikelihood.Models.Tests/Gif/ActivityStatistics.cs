using System.Numerics;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>Rate, standard deviations and band-averaged spectrum of population activities, by the definitions behind <c>Data/simulators</c>.</summary>
internal static class ActivityStatistics
{
    private static readonly (int Low, int High)[] Bands = [(1, 5), (5, 10), (10, 20), (20, 40), (40, 80), (80, 160), (160, 320), (320, 480)];

    /// <summary>Statistics of counts in 1 ms steps, by name and population.</summary>
    internal static Dictionary<string, double> Of(PopulationSeries<int> counts, ReadOnlySpan<int> sizes)
    {
        counts.TimeStep.ShouldBe(0.001, 1e-12);
        var values = new Dictionary<string, double>();
        for (var i = 0; i < sizes.Length; i++)
        {
            var size = sizes[i];
            var activity = counts.Of(i).ToArray().Select(n => n / (size * 0.001)).ToArray();
            values[$"rate {i}"] = activity.Average();
            values[$"SD 1 ms {i}"] = Deviation(activity);
            values[$"SD 10 ms {i}"] = Deviation([.. activity.Chunk(10).Where(bin => bin.Length == 10).Select(bin => bin.Average())]);
            var spectrum = Spectrum(activity);
            foreach (var (low, high) in Bands)
            {
                values[$"PSD {low}-{high} Hz {i}"] = spectrum.Where(line => line.Frequency >= low && line.Frequency < high).Average(line => line.Density);
            }
        }

        return values;
    }

    /// <summary>Two-sided density |FT|^2 dt / L averaged over windows of 1024 ms, overlapping by half, Hann-tapered; white noise of N neurons at rate r gives r / N.</summary>
    private static List<(double Frequency, double Density)> Spectrum(double[] activity)
    {
        const int length = 1024;
        var mean = activity.Average();
        var taper = Enumerable.Range(0, length).Select(k => Math.Pow(Math.Sin(Math.PI * (k + 0.5) / length), 2)).ToArray();
        var norm = 0.001 / taper.Sum(x => x * x);
        var sums = new double[length / 2];
        var windows = 0;
        for (var start = 0; start + length <= activity.Length; start += length / 2, windows++)
        {
            var window = Enumerable.Range(0, length).Select(k => new Complex((activity[start + k] - mean) * taper[k], 0)).ToArray();
            var transform = Transform(window);
            for (var line = 0; line < sums.Length; line++)
            {
                sums[line] += norm * (transform[line] * Complex.Conjugate(transform[line])).Real;
            }
        }

        return [.. sums.Select((sum, line) => (line / (length * 0.001), sum / windows))];
    }

    private static Complex[] Transform(Complex[] x)
    {
        if (x.Length == 1)
        {
            return x;
        }

        var even = Transform([.. x.Where((_, k) => k % 2 == 0)]);
        var odd = Transform([.. x.Where((_, k) => k % 2 == 1)]);
        var result = new Complex[x.Length];
        for (var k = 0; k < even.Length; k++)
        {
            var turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / x.Length) * odd[k];
            result[k] = even[k] + turned;
            result[k + even.Length] = even[k] - turned;
        }

        return result;
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
    }
}
