using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Identifiability;

/// <summary>What of a vector lies outside the span of orthonormal ones.</summary>
internal static class Gaps
{
    /// <summary>The vector less its components along <paramref name="orthonormal"/>; done twice, so that little is left of rounding.</summary>
    public static double[] Outside(double[] vector, IReadOnlyCollection<double[]> orthonormal)
    {
        var rest = (double[])vector.Clone();
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var other in orthonormal)
            {
                VectorArithmetic.AddScaled(rest, -VectorArithmetic.Dot(other, rest), other);
            }
        }

        return rest;
    }

    /// <summary>The vector at unit length.</summary>
    public static double[] Normalised(double[] vector)
    {
        var size = VectorArithmetic.Norm(vector);
        return [.. vector.Select(component => component / size)];
    }
}
