using System.Numerics;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>Fast Fourier transform of a length that is a power of two, in place and on the calling thread.</summary>
internal static class FourierTransform
{
    /// <summary>exp(-2 pi i k / n) for k below n/2, each from its own sine and cosine so that no error builds up.</summary>
    public static Complex[] Roots(int n)
    {
        var roots = new Complex[n / 2];
        for (var k = 0; k < roots.Length; k++)
        {
            var (sine, cosine) = Math.SinCos(-2 * Math.PI * k / n);
            roots[k] = new(cosine, sine);
        }

        return roots;
    }

    /// <summary>Replaces x by sum_t x_t exp(-2 pi i k t / n), not scaled.</summary>
    /// <param name="x">A power of two of numbers.</param>
    /// <param name="roots">What <see cref="Roots"/> gives for this length.</param>
    public static void Forward(Span<Complex> x, ReadOnlySpan<Complex> roots)
    {
        SortByReversedBits(x);
        for (var half = 1; half < x.Length; half *= 2)
        {
            var stride = roots.Length / half;
            for (var start = 0; start < x.Length; start += 2 * half)
            {
                var low = x.Slice(start, half);
                var high = x.Slice(start + half, half);
                for (var k = 0; k < half; k++)
                {
                    // Written out: the operators of Complex guard against infinities, which costs several times the arithmetic.
                    var (root, even, odd) = (roots[k * stride], low[k], high[k]);
                    var real = root.Real * odd.Real - root.Imaginary * odd.Imaginary;
                    var imaginary = root.Real * odd.Imaginary + root.Imaginary * odd.Real;
                    low[k] = new(even.Real + real, even.Imaginary + imaginary);
                    high[k] = new(even.Real - real, even.Imaginary - imaginary);
                }
            }
        }
    }

    private static void SortByReversedBits(Span<Complex> x)
    {
        for (int i = 1, j = 0; i < x.Length; i++)
        {
            var bit = x.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (x[i], x[j]) = (x[j], x[i]);
            }
        }
    }
}
