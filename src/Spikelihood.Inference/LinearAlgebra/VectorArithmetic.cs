namespace Spikelihood.Inference.LinearAlgebra;

/// <summary>Sums and products of short vectors.</summary>
internal static class VectorArithmetic
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static double Norm(ReadOnlySpan<double> a) => Math.Sqrt(Dot(a, a));

    /// <summary>target += factor × vector.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> vector)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * vector[i];
        }
    }

    public static bool AllFinite(ReadOnlySpan<double> a)
    {
        foreach (var value in a)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
