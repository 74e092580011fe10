using System.Collections.Immutable;
using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Spikelihood.Spikes.Statistics;

/// <summary>
/// Power spectral density of a trace at the frequencies 0, 1/T, 2/T, ... up to the Nyquist frequency, T the length of a segment.
/// </summary>
/// <param name="Frequencies">Hz.</param>
/// <param name="Density">Squared unit of the trace per Hz; for an activity in Hz, Hz.</param>
public sealed record PowerSpectrum(ImmutableArray<double> Frequencies, ImmutableArray<double> Density)
{
    /// <summary>
    /// Two-sided density S(f) = dt/n |sum_k (A_k - mean A) exp(-2 pi i f k dt)|^2, averaged over disjoint segments of n steps.
    /// Its integral over positive and negative frequencies is the variance; independent spikes of N neurons at rate r give r/N at every frequency.
    /// No window: segments of 1 s without one are what published spectra of simulators agree with (docs/statistics.md).
    /// </summary>
    /// <param name="activity">The trace.</param>
    /// <param name="timeStep">dt, s.</param>
    /// <param name="segment">Length of a segment, s: the inverse of the frequency resolution.</param>
    /// <exception cref="ArgumentException">When no segment fits.</exception>
    public static PowerSpectrum TwoSided(ReadOnlySpan<double> activity, double timeStep, double segment = 1)
    {
        var length = (int)Math.Round(segment / timeStep);
        return Average(activity, timeStep, length, length, Enumerable.Repeat(1.0, length).ToArray(), isOneSided: false);
    }

    /// <summary>
    /// Welch's method: periodic Hann window, half-overlapping segments, each with its mean removed, one-sided density, mean over segments.
    /// A Poisson train of rate r has 2r at every frequency.
    /// </summary>
    /// <param name="trace">The trace.</param>
    /// <param name="timeStep">Length of a step, s.</param>
    /// <param name="segmentSteps">Steps in a segment.</param>
    /// <exception cref="ArgumentException">When no segment fits.</exception>
    public static PowerSpectrum Welch(ReadOnlySpan<double> trace, double timeStep, int segmentSteps)
    {
        var hann = Enumerable.Range(0, segmentSteps).Select(k => 0.5 - 0.5 * Math.Cos(2 * Math.PI * k / segmentSteps)).ToArray();
        return Average(trace, timeStep, segmentSteps, segmentSteps - segmentSteps / 2, hann, isOneSided: true);
    }

    /// <summary>Mean density at the frequencies from <paramref name="from"/> up to but without <paramref name="to"/>, Hz; not a number when there are none.</summary>
    public double BandMean(double from, double to)
    {
        var (sum, count) = (0.0, 0);
        for (var k = 0; k < Frequencies.Length; k++)
        {
            // A little grace: a frequency of 20 Hz, computed as 19.999999999, belongs to the band that begins at 20 Hz.
            var grace = 1e-6 * to;
            if (Frequencies[k] >= from - grace && Frequencies[k] < to - grace)
            {
                sum += Density[k];
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }

    /// <summary>The frequency of the largest density from <paramref name="from"/> to <paramref name="to"/> Hz, and that density; not numbers when there is none.</summary>
    public (double Frequency, double Density) Peak(double from, double to)
    {
        var best = (Frequency: double.NaN, Density: double.NaN);
        for (var k = 0; k < Frequencies.Length; k++)
        {
            if (Frequencies[k] >= from && Frequencies[k] <= to && !(Density[k] <= best.Density))
            {
                best = (Frequencies[k], Density[k]);
            }
        }

        return best;
    }

    private static PowerSpectrum Average(ReadOnlySpan<double> trace, double timeStep, int length, int hop, double[] window, bool isOneSided)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeStep);
        if (length < 2 || trace.Length < length)
        {
            throw new ArgumentException($"A trace of {trace.Length} steps holds no segment of {length}.", nameof(trace));
        }

        var density = new double[length / 2 + 1];
        var buffer = new Complex[length];
        var segments = 0;
        for (var start = 0; start + length <= trace.Length; start += hop, segments++)
        {
            var segment = trace.Slice(start, length);
            var mean = Activity.Mean(segment);
            for (var k = 0; k < length; k++)
            {
                buffer[k] = (segment[k] - mean) * window[k];
            }

            Fourier.Forward(buffer, FourierOptions.NoScaling);
            for (var k = 0; k < density.Length; k++)
            {
                density[k] += buffer[k].Real * buffer[k].Real + buffer[k].Imaginary * buffer[k].Imaginary;
            }
        }

        var scale = timeStep / (window.Sum(weight => weight * weight) * segments);
        for (var k = 0; k < density.Length; k++)
        {
            // Zero and, for an even length, the Nyquist frequency have no mirror image.
            var hasMirror = k > 0 && 2 * k < length;
            density[k] *= isOneSided && hasMirror ? 2 * scale : scale;
        }

        return new PowerSpectrum([.. Enumerable.Range(0, density.Length).Select(k => k / (length * timeStep))], [.. density]);
    }
}
