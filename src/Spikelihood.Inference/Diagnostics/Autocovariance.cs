using System.Numerics;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>Autocovariance of several chains at every lag, by Fourier transforms.</summary>
internal static class Autocovariance
{
    /// <summary>
    /// Mean over chains of 1/n sum_t (x_t - mean)(x_{t+k} - mean) for the lags k = 0 .. n-1, each chain about its own mean (divided by n at every lag).
    /// Two chains a and b go through one transform: the real part of the autocovariance of a + ib is the sum of theirs.
    /// </summary>
    public static double[] Mean(double[][] chains)
    {
        var draws = chains[0].Length;
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * draws));
        var roots = FourierTransform.Roots(length);
        var series = new Complex[length];
        var power = new Complex[length];
        for (var chain = 0; chain < chains.Length; chain += 2)
        {
            Fill(series, chains[chain], chain + 1 < chains.Length ? chains[chain + 1] : null);
            FourierTransform.Forward(series, roots);
            for (var k = 0; k < length; k++)
            {
                power[k] = power[k].Real + series[k].Real * series[k].Real + series[k].Imaginary * series[k].Imaginary;
            }
        }

        // The inverse of a real spectrum has the same real part as its forward transform.
        FourierTransform.Forward(power, roots);
        var scale = 1.0 / ((double)length * draws * chains.Length);
        var mean = new double[draws];
        for (var lag = 0; lag < draws; lag++)
        {
            mean[lag] = power[lag].Real * scale;
        }

        return mean;
    }

    private static void Fill(Complex[] series, double[] first, double[]? second)
    {
        Array.Clear(series);
        var (firstMean, secondMean) = (Moments.Mean(first), second is null ? 0 : Moments.Mean(second));
        for (var t = 0; t < first.Length; t++)
        {
            series[t] = new(first[t] - firstMean, second is null ? 0 : second[t] - secondMean);
        }
    }
}
