using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Numerics.Tests.Vectors;

public class VectorPairMathTests
{
    [Fact]
    public void Two_exponentials_at_once_are_each_alone_to_the_last_bit()
    {
        for (var start = -700.0; start < 690; start += 7.3)
        {
            var (x, y) = (Ramp(start, 0.37), Ramp(start + 1.1, -0.21));
            x = Vector512.Max(x, Vector512.Create(VectorMath.SmallestExponent));
            y = Vector512.Max(y, Vector512.Create(VectorMath.SmallestExponent));
            var (wantedX, wantedY) = (VectorMath.Exp(x), VectorMath.Exp(y));
            VectorPairMath.Exp(ref x, ref y);
            (x, y).ShouldBe((wantedX, wantedY));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 0.001)]
    [InlineData(0.05, 1)]
    [InlineData(1, 0.05)]
    [InlineData(3, 40)]
    [InlineData(0.12, 0.124)]
    public void Probabilities_of_two_vectors_are_each_alone_to_the_last_bit_whichever_is_small(double first, double second)
    {
        var (x, y) = (Ramp(first, 0.003), Ramp(second, 0.001));
        var (wantedX, wantedY) = (VectorMath.OneMinusExpOfMinus(x), VectorMath.OneMinusExpOfMinus(y));
        VectorPairMath.OneMinusExpOfMinus(ref x, ref y);
        (x, y).ShouldBe((wantedX, wantedY));
    }

    [Fact]
    public void Not_a_number_in_either_vector_is_handed_on()
    {
        var (x, y) = (Ramp(0.01, 0.001), Ramp(0.02, 0.001).WithElement(3, double.NaN));
        VectorPairMath.OneMinusExpOfMinus(ref x, ref y);
        double.IsNaN(y[3]).ShouldBeTrue();
        x[3].ShouldBe(1 - Math.Exp(-0.013), 1e-15);
    }

    private static Vector512<double> Ramp(double start, double step) =>
        Vector512.Create(start, start + step, start + 2 * step, start + 3 * step, start + 4 * step, start + 5 * step, start + 6 * step, start + 7 * step);
}
