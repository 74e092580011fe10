using System.Numerics;
using System.Runtime.InteropServices;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Comparison;

/// <summary>The two sums over time that every measure needs, in vector registers: an ensemble has thousands of pairs of trials.</summary>
internal static class TraceDistance
{
    /// <summary>Scaled so that the product of two is their correlation: mean 0, sum of squares 1; not numbers when the trace is constant.</summary>
    public static double[] Standardise(ReadOnlySpan<double> trace)
    {
        var mean = Activity.Mean(trace);
        var scaled = new double[trace.Length];
        for (var k = 0; k < scaled.Length; k++)
        {
            scaled[k] = trace[k] - mean;
        }

        var norm = trace.ContainsAnyExcept(trace[0]) ? Math.Sqrt(Product(scaled, scaled)) : double.NaN;
        for (var k = 0; k < scaled.Length; k++)
        {
            scaled[k] /= norm;
        }

        return scaled;
    }

    /// <summary>Sum of products.</summary>
    public static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        var vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> even = default, odd = default;
        var k = 0;
        for (; k + 1 < vx.Length; k += 2)
        {
            even += vx[k] * vy[k];
            odd += vx[k + 1] * vy[k + 1];
        }

        var sum = Vector.Sum(even + odd);
        for (k *= Vector<double>.Count; k < x.Length; k++)
        {
            sum += x[k] * y[k];
        }

        return sum;
    }

    /// <summary>Mean of squared differences.</summary>
    public static double MeanSquare(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        var vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> even = default, odd = default;
        var k = 0;
        for (; k + 1 < vx.Length; k += 2)
        {
            var (first, second) = (vx[k] - vy[k], vx[k + 1] - vy[k + 1]);
            even += first * first;
            odd += second * second;
        }

        var sum = Vector.Sum(even + odd);
        for (k *= Vector<double>.Count; k < x.Length; k++)
        {
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        }

        return sum / x.Length;
    }
}
