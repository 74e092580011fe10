using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Stimuli;

/// <summary>One population's input, bin by bin; bin k is given the value at its start, t = k dt.</summary>
internal static class StimulusTraces
{
    /// <summary>
    /// A level added from the first bin that starts at or after <paramref name="start"/> to the last that starts before <paramref name="stop"/>.
    /// </summary>
    internal static void Step(Span<double> trace, double dt, double baseline, double amplitude, double start, double stop)
    {
        trace.Fill(baseline);
        int first = BinAt(start, dt, trace.Length), end = BinAt(stop, dt, trace.Length);
        if (first < end)
        {
            trace[first..end].Fill(baseline + amplitude);
        }
    }

    /// <summary>B sin(2 pi f t) (1 + q sqrt(dt) z), z standard normal (equation 36).</summary>
    internal static void Sine(Span<double> trace, double dt, double amplitude, double frequency, double noise, ref Rng rng)
    {
        var deviation = noise * Math.Sqrt(dt);
        for (var bin = 0; bin < trace.Length; bin++)
        {
            trace[bin] = amplitude * Math.Sin(2 * Math.PI * frequency * (bin * dt)) * (1 + deviation * rng.NextNormal());
        }
    }

    /// <summary>I &lt;- I - (I - mu) dt / tau + sqrt(2 dt / tau) q z from the initial value (equation 37, Euler-Maruyama).</summary>
    internal static void OrnsteinUhlenbeck(Span<double> trace, double dt, double mean, double tau, double noise, double initial, ref Rng rng)
    {
        if (mean == 0 && noise == 0 && initial == 0)
        {
            // A population that is switched off; its time constant may be anything.
            trace.Clear();
            return;
        }

        double pull = dt / tau, kick = Math.Sqrt(2 * dt / tau) * noise, value = initial;
        for (var bin = 0; bin < trace.Length; bin++)
        {
            trace[bin] = value;
            value += pull * (mean - value) + kick * rng.NextNormal();
        }
    }

    /// <summary>The sum of B (1 - |t - t0| / d) within d of each t0 (equations 38 and 39).</summary>
    internal static void Impulses(Span<double> trace, double dt, double amplitude, double halfWidth, ReadOnlySpan<double> times)
    {
        trace.Clear();
        foreach (var peak in times)
        {
            int first = BinAt(peak - halfWidth, dt, trace.Length), end = BinAt(peak + halfWidth, dt, trace.Length);
            for (var bin = first; bin < end; bin++)
            {
                trace[bin] += amplitude * Math.Max(0, 1 - Math.Abs(bin * dt - peak) / halfWidth);
            }
        }
    }

    /// <summary>The first bin that starts at or after a time; times a rounding error past a bin's start count as its start.</summary>
    private static int BinAt(double time, double dt, int bins) => (int)Math.Clamp(Math.Ceiling(time / dt - 1e-6), 0, bins);
}
