using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>x₁ ~ N(0, 1), x₂ | x₁ ~ N(b (x₁² - 1), s²): normalised, bent.</summary>
public sealed class Banana(double bend, double width) : INormalisedDensity
{
    public int Dimension => 2;

    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var apart = (position[1] - bend * (position[0] * position[0] - 1)) / width;
        gradient[0] = -position[0] + 2 * bend * position[0] * apart / width;
        gradient[1] = -apart / width;
        return -0.5 * (position[0] * position[0] + apart * apart) - Math.Log(2 * Math.PI * width);
    }

    public void Draw(ref Rng rng, Span<double> position)
    {
        position[0] = rng.NextNormal();
        position[1] = bend * (position[0] * position[0] - 1) + width * rng.NextNormal();
    }
}
