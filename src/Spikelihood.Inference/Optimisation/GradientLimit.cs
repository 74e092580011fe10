namespace Spikelihood.Inference.Optimisation;

/// <summary>Keeps one wild gradient from spoiling the memory of a stochastic method (René 2020, Algorithm 2, lines 7 to 10).</summary>
public static class GradientLimit
{
    /// <summary>Shortens the whole gradient, keeping its direction, so that no component exceeds <paramref name="largest"/> in size.</summary>
    public static void Apply(Span<double> gradient, double largest)
    {
        var size = 0.0;
        foreach (var component in gradient)
        {
            size = Math.Max(size, Math.Abs(component));
        }

        if (size > largest)
        {
            foreach (ref var component in gradient)
            {
                component *= largest / size;
            }
        }
    }
}
