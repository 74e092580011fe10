using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>
/// Rate, standard deviations and band-averaged spectrum of population activities, by the definitions behind <c>Data/simulators</c>.
/// </summary>
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

    /// <summary>
    /// Two-sided density |FT|^2 dt / L averaged over windows of 1 s without taper (Bartlett); lines at whole Hz. The reference numbers agree with
    /// this
    /// estimate, leakage from the spectral peak into its neighbours included. N independent Poisson neurons of rate r give r / N.
    /// </summary>
    private static List<(double Frequency, double Density)> Spectrum(double[] activity)
    {
        const int length = 1000;
        var sums = new double[length / 2];
        var windows = 0;
        for (var start = 0; start + length <= activity.Length; start += length, windows++)
        {
            var window = activity.AsSpan(start, length).ToArray().Select(a => new Complex(a, 0)).ToArray();
            Fourier.Forward(window, FourierOptions.NoScaling);
            for (var line = 0; line < sums.Length; line++)
            {
                sums[line] += 0.001 / length * (window[line] * Complex.Conjugate(window[line])).Real;
            }
        }

        return [.. sums.Select((sum, line) => ((double)line, sum / windows))];
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
    }
}
